package dev.plumbline.webhooks.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.MalformedHookException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitlabHooksTest {
    private static final Instant NOW = Instant.parse("2026-03-04T00:00:00Z");
    private static final byte[] KEY = "k".repeat(32).getBytes(StandardCharsets.UTF_8);
    private static final Secret SIGNING =
            new Secret("whsec_" + Base64.getEncoder().encodeToString(KEY));
    private static final Secret TOKEN = new Secret("a secret token");

    private final GitlabHooks hooks = new GitlabHooks(() -> NOW);

    @Test
    void aPushTellsProjectAndBranch() throws IOException {
        assertThat(read("Push Hook", "hook-push.json"))
                .isEqualTo(new HookEvent.Pushed("acme/fraud", "team/main"));
    }

    @Test
    void aMergeRequestEventTellsItsNumber() throws IOException {
        assertThat(read("Merge Request Hook", "hook-merge-request.json"))
                .isEqualTo(new HookEvent.PullRequestChanged("acme/fraud", 12));
    }

    @ParameterizedTest
    @CsvSource({
        "Push Hook, hook-push-deleted.json",
        "Push Hook, hook-tag.json",
        "Tag Push Hook, hook-tag.json",
        "Note Hook, hook-note.json",
        "Emoji Hook, hook-note.json"
    })
    void theRestIsNotHeeded(String event, String file) throws IOException {
        assertThat(read(event, file)).isInstanceOf(HookEvent.Unheeded.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"ref\":\"refs/heads/main\"}",
                "{\"ref\":[],\"after\":\"1\"}",
                "{\"ref\":\"refs/heads/main\",\"after\":\"1\",\"project\":{}}"
            })
    void whatIsNotDocumentedIsMalformed(String body) {
        assertThatThrownBy(() -> hooks.read(delivery(Map.of("x-gitlab-event", "Push Hook"), body)))
                .isInstanceOf(MalformedHookException.class);
    }

    @Test
    void aTokenIsAuthenticOnlyWhole() {
        assertThat(hooks.isAuthentic(token("a secret token"), TOKEN)).isTrue();
        assertThat(hooks.isAuthentic(token("a secret toke"), TOKEN)).isFalse();
        assertThat(hooks.isAuthentic(token("A secret token"), TOKEN)).isFalse();
        assertThat(hooks.isAuthentic(delivery(Map.of(), "{}"), TOKEN)).isFalse();
    }

    @Test
    void aSignatureIsOfIdMomentAndBody() {
        Map<String, String> headers = signed("{}", NOW);

        assertThat(hooks.isAuthentic(delivery(headers, "{}"), SIGNING)).isTrue();
        assertThat(hooks.isAuthentic(delivery(headers, "{} "), SIGNING)).isFalse();
        assertThat(hooks.isAuthentic(changed(headers, "webhook-id", "other"), SIGNING)).isFalse();
        assertThat(hooks.isAuthentic(changed(headers, "webhook-timestamp", "1"), SIGNING))
                .isFalse();
    }

    @Test
    void oneOfSeveralSignaturesSuffices() {
        Map<String, String> headers = signed("{}", NOW);
        String wrong = "v1," + Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(
                        hooks.isAuthentic(
                                changed(
                                        headers,
                                        "webhook-signature",
                                        wrong + " " + headers.get("webhook-signature")),
                                SIGNING))
                .isTrue();
        assertThat(hooks.isAuthentic(changed(headers, "webhook-signature", wrong), SIGNING))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1,", "v1,AAAA", "v0,AAAA", "garbage"})
    void aTruncatedSignatureIsNeitherPlausibleNorAuthentic(String signature) {
        Map<String, String> headers = new HashMap<>(signed("{}", NOW));
        headers.put("webhook-signature", signature);
        headers.put("x-gitlab-event", "Push Hook");

        assertThat(hooks.isPlausible(headers)).isFalse();
        assertThat(hooks.isAuthentic(delivery(headers, "{}"), SIGNING)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "300, true", "301, false"})
    void anOldSignatureIsWorthNothing(long seconds, boolean authentic) {
        Map<String, String> headers = signed("{}", NOW.plusSeconds(seconds));

        assertThat(hooks.isAuthentic(delivery(headers, "{}"), SIGNING)).isEqualTo(authentic);
    }

    @Test
    void aSigningTokenIsNotTakenInPlain() {
        assertThat(hooks.isAuthentic(token(SIGNING.reveal()), SIGNING)).isFalse();
    }

    @Test
    void aDeliveryIsNamedByWhatStaysOverRetries() {
        Map<String, String> old = Map.of("x-gitlab-event-uuid", "u");
        Map<String, String> newer = Map.of("x-gitlab-event-uuid", "u", "idempotency-key", "i");

        assertThat(hooks.id(delivery(old, ""))).contains("u");
        assertThat(hooks.id(delivery(newer, ""))).contains("i");
        assertThat(hooks.id(delivery(signed("{}", NOW), ""))).contains("d-1");
        assertThat(hooks.id(delivery(Map.of(), ""))).isEmpty();
    }

    private HookEvent read(String event, String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(file))) {
            return hooks.read(new Delivery(Map.of("x-gitlab-event", event), in.readAllBytes()));
        }
    }

    private static Delivery token(String token) {
        return delivery(Map.of("x-gitlab-event", "Push Hook", "x-gitlab-token", token), "{}");
    }

    private static Delivery changed(Map<String, String> headers, String name, String value) {
        Map<String, String> others = new HashMap<>(headers);
        others.put(name, value);
        return delivery(others, "{}");
    }

    private static Delivery delivery(Map<String, String> headers, String body) {
        return new Delivery(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> signed(String body, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            String signed = "d-1." + at.getEpochSecond() + "." + body;
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "webhook-id",
                    "d-1",
                    "webhook-timestamp",
                    String.valueOf(at.getEpochSecond()),
                    "webhook-signature",
                    "v1," + Base64.getEncoder().encodeToString(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
