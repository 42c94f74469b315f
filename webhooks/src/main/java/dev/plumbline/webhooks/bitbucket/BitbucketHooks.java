package dev.plumbline.webhooks.bitbucket;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.HookFormat;
import dev.plumbline.webhooks.receive.HookJson;
import dev.plumbline.webhooks.receive.MalformedHookException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Webhooks of Bitbucket Cloud ("Event payloads" and "Manage webhooks" in its documentation),
/// signed by the secret: `X-Hub-Signature: sha256=…`.
public final class BitbucketHooks implements HookFormat {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-fA-F]{64})");
    private static final Set<String> PULL_REQUEST_EVENTS =
            Set.of(
                    "pullrequest:created",
                    "pullrequest:updated",
                    "pullrequest:approved",
                    "pullrequest:unapproved",
                    "pullrequest:changes_request_created",
                    "pullrequest:changes_request_removed",
                    "pullrequest:fulfilled",
                    "pullrequest:rejected");

    @Override
    public boolean isPlausible(Map<String, String> headers) {
        return headers.containsKey("x-event-key")
                && SIGNATURE.matcher(headers.getOrDefault("x-hub-signature", "")).matches();
    }

    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        return delivery.header("x-hub-signature")
                .map(SIGNATURE::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> HexFormat.of().parseHex(matcher.group(1)))
                .filter(given -> MessageDigest.isEqual(given, signature(delivery, secret)))
                .isPresent();
    }

    private static byte[] signature(Delivery delivery, Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
            return mac.doFinal(delivery.body());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /// The request's id, which is the same each time that Bitbucket tries it, and the webhook's.
    @Override
    public Optional<String> id(Delivery delivery) {
        return delivery.header("x-request-uuid")
                .filter(id -> !id.isBlank())
                .map(id -> id + "/" + delivery.header("x-hook-uuid").orElse(""));
    }

    @Override
    public HookEvent read(Delivery delivery) {
        return events(delivery).getFirst();
    }

    @Override
    public List<HookEvent> events(Delivery delivery) {
        String event =
                delivery.header("x-event-key")
                        .orElseThrow(() ->
                                new MalformedHookException("the header X-Event-Key is missing"));
        if (event.equals("repo:push")) {
            return pushes(HookJson.object(delivery));
        }
        if (PULL_REQUEST_EVENTS.contains(event)) {
            JsonNode node = HookJson.object(delivery);
            return List.of(
                    new HookEvent.PullRequestChanged(
                            project(node), HookJson.number(node, "/pullrequest/id")));
        }
        return List.of(new HookEvent.Unheeded(event));
    }

    private static List<HookEvent> pushes(JsonNode node) {
        String project = project(node);
        JsonNode changes = node.at("/push/changes");
        if (!changes.isArray()) {
            throw new MalformedHookException("/push/changes is missing or no list");
        }
        List<HookEvent> pushes =
                changes.valueStream()
                        .filter(change -> change.at("/new/type").asString("").equals("branch"))
                        .map(change -> HookJson.text(change, "/new/name"))
                        .<HookEvent>map(branch -> new HookEvent.Pushed(project, branch))
                        .toList();
        return pushes.isEmpty() ? List.of(new HookEvent.Unheeded("repo:push")) : pushes;
    }

    private static String project(JsonNode node) {
        return HookJson.text(node, "/repository/full_name");
    }
}
