package dev.plumbline.webhooks.gitea;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.HookFormat;
import dev.plumbline.webhooks.receive.HookJson;
import dev.plumbline.webhooks.receive.MalformedHookException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Webhooks of Gitea and Forgejo with the content type `application/json`, after
/// `services/webhook/deliver.go` and `modules/webhook/type.go` of go-gitea/gitea.
///
/// The signature is the HMAC-SHA256 of the body in hexadecimal digits. `X-Gitea-Event` names
/// reviews `pull_request_approved` and `pull_request_rejected`; labels, assignees and milestones of
/// pull requests bear their type in `X-Gitea-Event-Type` alone. Comments are not heeded.
public final class GiteaHooks implements HookFormat {
    private static final String BRANCH = "refs/heads/";
    private static final String PREFIX = "sha256=";
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

    @Override
    public boolean isPlausible(Map<String, String> headers) {
        return signature(name -> headers.getOrDefault(name, "")).isPresent();
    }

    @Override
    public boolean isAuthentic(Delivery delivery, Secret secret) {
        return signature(name -> delivery.header(name).orElse(""))
                .map(HexFormat.of()::parseHex)
                .filter(given -> MessageDigest.isEqual(hmac(delivery.body(), secret), given))
                .isPresent();
    }

    @Override
    public Optional<String> id(Delivery delivery) {
        return header(delivery, "delivery");
    }

    @Override
    public HookEvent read(Delivery delivery) {
        String event =
                header(delivery, "event")
                        .orElseThrow(() ->
                                new MalformedHookException(
                                        "the header X-Gitea-Event (or X-Forgejo-Event) is missing"));
        return switch (event) {
            case "push" -> push(HookJson.object(delivery));
            case "pull_request", "pull_request_approved", "pull_request_rejected" ->
                    pullRequest(HookJson.object(delivery));
            default -> new HookEvent.Unheeded(event);
        };
    }

    private static HookEvent push(JsonNode body) {
        String ref = HookJson.text(body, "/ref");
        boolean deleted = HookJson.text(body, "/after").matches("0+");
        if (deleted || !ref.startsWith(BRANCH)) {
            return new HookEvent.Unheeded("push of " + ref);
        }
        return new HookEvent.Pushed(project(body), ref.substring(BRANCH.length()));
    }

    private static HookEvent pullRequest(JsonNode body) {
        return new HookEvent.PullRequestChanged(
                project(body), HookJson.number(body, "/pull_request/number"));
    }

    private static String project(JsonNode body) {
        return HookJson.text(body, "/repository/full_name");
    }

    private static Optional<String> header(Delivery delivery, String name) {
        return Stream.of("x-gitea-", "x-forgejo-")
                .flatMap(forge -> delivery.header(forge + name).stream())
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /// The first signature of the right form; all that a forge sends are of one body and secret.
    private static Optional<String> signature(UnaryOperator<String> headers) {
        String hub = headers.apply("x-hub-signature-256");
        return Stream.of(
                        headers.apply("x-gitea-signature"),
                        headers.apply("x-forgejo-signature"),
                        hub.startsWith(PREFIX) ? hub.substring(PREFIX.length()) : "")
                .filter(value -> SIGNATURE.matcher(value).matches())
                .findFirst();
    }

    private static byte[] hmac(byte[] body, Secret secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
