package dev.plumbline.webhooks.receive;

import dev.failsafe.RateLimiter;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives webhooks: bounded in size, each and all together, then authenticated, and only then
/// read. What they tell is a hint to look, so that one which is lost, doubled or replayed changes
/// nothing. Safe for use by many threads.
public final class WebhookDesk {
    /// The longest body; GitHub sends at most 25 MB, of which pushes of thousands of commits alone
    /// take more than this.
    public static final int MOST_BYTES = 5 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDesk.class);

    /// What all bodies take up together.
    private static final long MOST_BYTES_AT_ONCE = 16L * MOST_BYTES;

    private static final int MOST_A_MINUTE = 600;
    private static final int LONGEST_NAME = 80;

    private final Map<String, HookFormat> formats;
    private final List<Subscription> subscriptions;
    private final Deliveries deliveries = new Deliveries();
    private final Bodies bodies = new Bodies(MOST_BYTES_AT_ONCE);
    private final Map<Subscription, RateLimiter<Object>> limits = new ConcurrentHashMap<>();

    /// @param formats how each kind of forge sends webhooks, by its word
    public WebhookDesk(Map<String, HookFormat> formats, List<Subscription> subscriptions) {
        this.formats = Map.copyOf(formats);
        this.subscriptions = List.copyOf(subscriptions);
    }

    /// Receives one; whatever it tells is done elsewhere.
    ///
    /// @param path below `/webhooks`: `/github`
    /// @param headers by name in lower case
    /// @param body read only when the headers could be those of an authentic webhook; ends with an
    ///   [IOException] when it is longer than the caller allows
    public Reception receive(
            String method, String path, Map<String, String> headers, InputStream body)
            throws IOException {
        String forge = path.replaceFirst("^/", "").replaceFirst("/$", "");
        HookFormat format = formats.get(forge);
        List<Subscription> listening =
                subscriptions.stream().filter(each -> each.forge().equals(forge)).toList();
        if (format == null || listening.isEmpty()) {
            return new Reception(
                    404,
                    "no repository of this agent takes webhooks here; set forge.webhook_secret");
        }
        if (!method.equals("POST")) {
            return new Reception(405, "webhooks are sent by POST");
        }
        if (!format.isPlausible(headers)) {
            return unauthorized();
        }
        return admitted(forge, format, listening, headers, body);
    }

    private Reception admitted(
            String forge,
            HookFormat format,
            List<Subscription> listening,
            Map<String, String> headers,
            InputStream body)
            throws IOException {
        try (Bodies.Body whole = bodies.read(body)) {
            return judged(forge, format, listening, new Delivery(headers, whole.bytes()));
        } catch (Bodies.GaveWay _) {
            return new Reception(503, "too many webhooks at once; send it again");
        }
    }

    private Reception judged(
            String forge, HookFormat format, List<Subscription> listening, Delivery delivery) {
        // Every secret is tried, so that the time taken does not tell which of them was near.
        List<Subscription> authentic =
                listening.stream()
                        .filter(each -> format.isAuthentic(delivery, each.secret()))
                        .toList();
        if (authentic.isEmpty()) {
            return unauthorized();
        }
        try {
            return heardOnce(forge, format, authentic, delivery);
        } catch (MalformedHookException e) {
            LOG.warn("a webhook of {} cannot be read: {}", forge, e.getMessage());
            return new Reception(400, "the webhook cannot be read: " + e.getMessage());
        }
    }

    /// What was refused is not remembered, so that it is heard when it is sent again.
    private Reception heardOnce(
            String forge, HookFormat format, List<Subscription> authentic, Delivery delivery) {
        Optional<String> name = name(forge, format, delivery);
        if (name.filter(deliveries::isKnown).isPresent()) {
            return new Reception(202, "this was delivered before");
        }
        Reception reception =
                format.events(delivery).stream()
                        .map(event -> heard(authentic, event))
                        .max(Comparator.comparingInt(Reception::status))
                        .orElseGet(() -> new Reception(202, "Plumbline sees nothing in it"));
        if (!reception.isRefusal()) {
            name.ifPresent(deliveries::remember);
        }
        return reception;
    }

    /// By its id and by what it says: an id that nothing signs is not trusted to tell two apart.
    private static Optional<String> name(String forge, HookFormat format, Delivery delivery) {
        return format.id(delivery).map(id -> forge + " " + id + " " + digest(delivery));
    }

    private static String digest(Delivery delivery) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(delivery.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Reception heard(List<Subscription> authentic, HookEvent event) {
        return switch (event) {
            case HookEvent.Ping _ -> new Reception(200, "Plumbline hears you");
            case HookEvent.Unheeded(var what) ->
                    new Reception(202, "Plumbline does not look at " + oneLine(what));
            case HookEvent.Pushed(var project, _) -> told(authentic, project, event);
            case HookEvent.PullRequestChanged(var project, _) -> told(authentic, project, event);
        };
    }

    private Reception told(List<Subscription> authentic, String project, HookEvent event) {
        Optional<Subscription> subscription =
                authentic.stream()
                        .filter(each -> each.project().equalsIgnoreCase(project))
                        .findFirst();
        if (subscription.isEmpty()) {
            return new Reception(
                    202, "this agent follows no project of that name with that secret");
        }
        if (!limit(subscription.get()).tryAcquirePermit()) {
            return new Reception(429, "too many webhooks a minute; the next poll looks anyway");
        }
        subscription.get().heard().accept(event);
        return new Reception(202, "Plumbline looks");
    }

    private RateLimiter<Object> limit(Subscription subscription) {
        return limits.computeIfAbsent(
                subscription,
                _ -> RateLimiter.burstyBuilder(MOST_A_MINUTE, Duration.ofMinutes(1)).build());
    }

    private static String oneLine(String text) {
        String kept = text.replaceAll("[^A-Za-z0-9._: -]", "");
        return kept.substring(0, Math.min(LONGEST_NAME, kept.length()));
    }

    private static Reception unauthorized() {
        return new Reception(
                401, "the webhook is not signed with the secret that this agent knows");
    }
}
