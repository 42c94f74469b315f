package dev.plumbline.webhooks.github;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.HookFormat;
import dev.plumbline.webhooks.receive.HookJson;
import dev.plumbline.webhooks.receive.MalformedHookException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Webhooks of repositories, organisations and GitHub Apps, after docs.github.com ("Webhook events
/// and payloads", "Validating webhook deliveries") and the payloads in the repository
/// octokit/webhooks, `payload-examples/api.github.com`.
public final class GithubHooks implements HookFormat {
    private static final Pattern SIGNATURE = Pattern.compile("sha256=[0-9a-f]{64}");
    private static final String SIGNATURE_HEADER = "x-hub-signature-256";
    private static final String EVENT_HEADER = "x-github-event";
    private static final String BRANCH = "refs/heads/";

    /// Actions after which a pull request may have another head, state or text.
    private static final Set<String> OF_PULL_REQUESTS =
            Set.of(
                    "opened",
                    "edited",
                    "closed",
                    "reopened",
                    "synchronize",
                    "ready_for_review",
                    "converted_to_draft");

    private static final Set<String> OF_REVIEWS = Set.of("submitted", "edited", "dismissed");
    private static final Set<String> OF_CHECKS = Set.of("rerequested");

    @Override
    public boolean isPlausible(Map<String, String> headers) {
        return headers.containsKey(EVENT_HEADER)
                && SIGNATURE.matcher(headers.getOrDefault(SIGNATURE_HEADER, "")).matches();
    }

    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        String signature = "sha256=" + HexFormat.of().formatHex(hmac(delivery.body(), secret));
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                delivery.header(SIGNATURE_HEADER).orElse("").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] body, Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no HMAC of SHA-256", e);
        }
    }

    @Override
    public Optional<String> id(Delivery delivery) {
        return delivery.header("x-github-delivery").filter(id -> !id.isBlank());
    }

    @Override
    public HookEvent read(Delivery delivery) {
        if (delivery.header("content-type").orElse("").startsWith("application/x-www-form")) {
            throw new MalformedHookException(
                    "the webhook sends a form; set its content type to application/json");
        }
        JsonNode body = HookJson.object(delivery);
        String event = delivery.header(EVENT_HEADER).orElse("");
        return switch (event) {
            case "ping" -> new HookEvent.Ping();
            case "push" -> push(body);
            case "pull_request" -> changed(event, body, OF_PULL_REQUESTS, "/pull_request/number");
            case "pull_request_review" -> changed(event, body, OF_REVIEWS, "/pull_request/number");
            case "check_run", "check_suite" -> rerequested(event, body);
            default -> new HookEvent.Unheeded(event);
        };
    }

    private static HookEvent push(JsonNode body) {
        String ref = HookJson.text(body, "/ref");
        String project = HookJson.text(body, "/repository/full_name");
        if (!ref.startsWith(BRANCH)) {
            return new HookEvent.Unheeded("push of " + ref);
        }
        return body.path("deleted").asBoolean(false)
                ? new HookEvent.Unheeded("deletion of " + ref)
                : new HookEvent.Pushed(project, ref.substring(BRANCH.length()));
    }

    private static HookEvent changed(
            String event, JsonNode body, Set<String> actions, String number) {
        String action = HookJson.text(body, "/action");
        return actions.contains(action)
                ? new HookEvent.PullRequestChanged(
                        HookJson.text(body, "/repository/full_name"), HookJson.number(body, number))
                : new HookEvent.Unheeded(event + " " + action);
    }

    /// Someone wants a check to be made again; it names a pull request unless it comes from a fork.
    private static HookEvent rerequested(String event, JsonNode body) {
        String first = "/" + event + "/pull_requests/0";
        return body.at(first).isMissingNode()
                ? new HookEvent.Unheeded(event + " " + HookJson.text(body, "/action"))
                : changed(event, body, OF_CHECKS, first + "/number");
    }
}
