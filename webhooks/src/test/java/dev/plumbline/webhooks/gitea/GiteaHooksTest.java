package dev.plumbline.webhooks.gitea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.MalformedHookException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GiteaHooksTest {
    /// `printf '{}' | openssl dgst -sha256 -hmac secret`
    private static final String SIGNATURE =
            "77325902caca812dc259733aacd046b73817372c777b8d95b402647474516e13";

    private static final Secret SECRET = new Secret("secret");

    private final GiteaHooks hooks = new GiteaHooks();

    @ParameterizedTest
    @ValueSource(strings = {"x-gitea-event", "x-forgejo-event"})
    void aPushTellsProjectAndBranch(String header) throws IOException {
        assertThat(read(header, "push", "hook-push.json"))
                .isEqualTo(new HookEvent.Pushed("acme/fraud", "team/main"));
    }

    @ParameterizedTest
    @CsvSource({
        "pull_request, hook-pull-request.json",
        "pull_request_approved, hook-review.json",
        "pull_request_rejected, hook-review.json"
    })
    void pullRequestsAndReviewsTellTheNumber(String event, String file) throws IOException {
        assertThat(read("x-gitea-event", event, file))
                .isEqualTo(new HookEvent.PullRequestChanged("acme/fraud", 12));
    }

    @ParameterizedTest
    @CsvSource({
        "push, hook-push-deleted.json",
        "push, hook-tag.json",
        "issue_comment, hook-comment.json",
        "pull_request_comment, hook-review.json",
        "delete, hook-tag.json",
        "unknown, hook-tag.json"
    })
    void theRestIsNotHeeded(String event, String file) throws IOException {
        assertThat(read("x-gitea-event", event, file)).isInstanceOf(HookEvent.Unheeded.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "payload=%7B%7D",
                "[]",
                "{\"ref\":\"refs/heads/main\"}",
                "{\"ref\":\"refs/heads/main\",\"after\":\"1\",\"repository\":{}}"
            })
    void whatIsNotDocumentedIsMalformed(String body) {
        assertThatThrownBy(() -> hooks.read(delivery("x-gitea-event", "push", body)))
                .isInstanceOf(MalformedHookException.class);
    }

    @Test
    void aDeliveryWithoutAnEventIsMalformed() {
        assertThatThrownBy(() -> hooks.read(delivery("accept", "*/*", "{}")))
                .isInstanceOf(MalformedHookException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-gitea-signature", "x-forgejo-signature"})
    void aSignatureIsOfTheWholeBody(String header) {
        assertThat(hooks.isPlausible(Map.of(header, SIGNATURE))).isTrue();
        assertThat(hooks.isAuthentic(delivery(header, SIGNATURE, "{}"), SECRET)).isTrue();
        assertThat(hooks.isAuthentic(delivery(header, SIGNATURE, "{ }"), SECRET)).isFalse();
        assertThat(hooks.isAuthentic(delivery(header, SIGNATURE, "{}"), new Secret("other")))
                .isFalse();
    }

    @Test
    void theSignatureInGitHubsHeaderSuffices() {
        String header = "x-hub-signature-256";

        assertThat(hooks.isAuthentic(delivery(header, "sha256=" + SIGNATURE, "{}"), SECRET))
                .isTrue();
        assertThat(hooks.isAuthentic(delivery(header, SIGNATURE, "{}"), SECRET)).isFalse();
    }

    @Test
    void aWrongOrTruncatedSignatureIsNotAuthentic() {
        String wrong = "0".repeat(64);
        String truncated = SIGNATURE.substring(0, 62);

        assertThat(hooks.isAuthentic(delivery("x-gitea-signature", wrong, "{}"), SECRET)).isFalse();
        assertThat(hooks.isPlausible(Map.of("x-gitea-signature", truncated))).isFalse();
        assertThat(hooks.isAuthentic(delivery("x-gitea-signature", truncated, "{}"), SECRET))
                .isFalse();
        assertThat(hooks.isPlausible(Map.of())).isFalse();
        assertThat(hooks.isAuthentic(delivery("accept", "*/*", "{}"), SECRET)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-gitea-delivery", "x-forgejo-delivery"})
    void aDeliveryHasItsIdAlsoWhenItComesAgain(String header) {
        assertThat(hooks.id(delivery(header, "d-1", "{}"))).contains("d-1");
        assertThat(hooks.id(delivery("accept", "*/*", "{}"))).isEmpty();
    }

    private HookEvent read(String header, String event, String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(file))) {
            return hooks.read(new Delivery(Map.of(header, event), in.readAllBytes()));
        }
    }

    private static Delivery delivery(String header, String value, String body) {
        return new Delivery(Map.of(header, value), body.getBytes(StandardCharsets.UTF_8));
    }
}
