package dev.plumbline.webhooks.receive;

import dev.plumbline.webhooks.Forges;
import dev.plumbline.webhooks.forge.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A desk that two repositories listen at, each with a secret of its own, and what they heard.
final class TestingDesk {
    static final String FRAUD = "acme/fraud-models";
    static final String CHURN = "acme/churn-models";
    static final Secret SECRET = new Secret("the secret of fraud-models");
    static final Secret OTHER = new Secret("the secret of churn-models");
    static final Secret NOBODYS = new Secret("a guess");

    private static final Instant NOW = Instant.parse("2026-03-02T08:30:00Z");

    final List<HookEvent> heard = new ArrayList<>();
    final List<HookEvent> heardOfChurn = new ArrayList<>();
    private final WebhookDesk desk;

    /// @param forge of both repositories
    TestingDesk(String forge) {
        desk =
                new WebhookDesk(
                        Forges.hooks(() -> NOW),
                        List.of(
                                new Subscription(forge, FRAUD, SECRET, heard::add),
                                new Subscription(forge, CHURN, OTHER, heardOfChurn::add)));
    }

    static String pushTo(String project) {
        return """
        {"ref": "refs/heads/main", "repository": {"full_name": "%s"}}
        """
                .formatted(project);
    }

    static String signature(Secret secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
            byte[] signed = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
            return "sha256=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The headers of GitHub.
    static Map<String, String> headers(String event, String id, String signature) {
        return Map.of(
                "x-github-event",
                event,
                "x-github-delivery",
                id,
                "x-hub-signature-256",
                signature,
                "content-type",
                "application/json");
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    Reception receive(String method, String path, Map<String, String> headers, InputStream body)
            throws IOException {
        return desk.receive(method, path, headers, body);
    }

    /// Posts as GitHub does.
    Reception post(Secret secret, String event, String id, String body) throws IOException {
        return receive(
                "POST", "/github", headers(event, id, signature(secret, body)), stream(body));
    }

    /// Posts a push to `main` of the first repository as GitHub does.
    Reception push(String id) throws IOException {
        return post(SECRET, "push", id, pushTo(FRAUD));
    }
}
