package dev.plumbline.webhooks.bitbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.MalformedHookException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BitbucketHooksTest {
    /// Atlassian's published example of a signature.
    private static final Secret SECRET = new Secret("It's a Secret to Everybody");

    private static final String BODY = "Hello World!";
    private static final String SIGNATURE =
            "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9";

    private final BitbucketHooks hooks = new BitbucketHooks();

    @Test
    void aSignatureOfTheSecretIsAuthentic() {
        assertThat(hooks.isAuthentic(signed(SIGNATURE, BODY), SECRET)).isTrue();
    }

    @Test
    void aBodyThatDiffersByAByteIsNotAuthentic() {
        assertThat(hooks.isAuthentic(signed(SIGNATURE, "Hello World?"), SECRET)).isFalse();
        assertThat(hooks.isAuthentic(signed(SIGNATURE, BODY + "\n"), SECRET)).isFalse();
        assertThat(hooks.isAuthentic(signed(SIGNATURE, BODY), new Secret("other"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha256=a4771c39",
                "a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
                "sha1=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
                "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c90"
            })
    void aSignatureOfAnotherFormIsNotPlausible(String signature) {
        assertThat(hooks.isPlausible(headers(signature))).isFalse();
        assertThat(hooks.isAuthentic(signed(signature, BODY), SECRET)).isFalse();
    }

    @Test
    void aWrongSignatureOfTheRightFormIsPlausibleAndNotAuthentic() {
        String wrong = "sha256=" + "0".repeat(64);

        assertThat(hooks.isPlausible(headers(wrong))).isTrue();
        assertThat(hooks.isAuthentic(signed(wrong, BODY), SECRET)).isFalse();
    }

    @Test
    void missingHeadersAreNotPlausible() {
        assertThat(hooks.isPlausible(Map.of())).isFalse();
        assertThat(hooks.isPlausible(Map.of("x-hub-signature", SIGNATURE))).isFalse();
        assertThat(hooks.isAuthentic(new Delivery(Map.of(), new byte[0]), SECRET)).isFalse();
    }

    @Test
    void everyBranchOfAPushIsToldAndTagsAndDeletionsAreNot() {
        assertThat(hooks.events(event("repo:push", "hook-push")))
                .containsExactly(
                        new HookEvent.Pushed("acme/specs", "main"),
                        new HookEvent.Pushed("acme/specs", "try/it"));
        assertThat(hooks.read(event("repo:push", "hook-push")))
                .isEqualTo(new HookEvent.Pushed("acme/specs", "main"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hook-push-tag", "hook-push-deletion"})
    void aTagOrADeletionAloneIsUnheeded(String resource) {
        assertThat(hooks.read(event("repo:push", resource)))
                .isEqualTo(new HookEvent.Unheeded("repo:push"));
    }

    @ParameterizedTest
    @CsvSource({
        "pullrequest:created,hook-pull-request",
        "pullrequest:updated,hook-pull-request",
        "pullrequest:fulfilled,hook-pull-request",
        "pullrequest:rejected,hook-pull-request",
        "pullrequest:approved,hook-approval",
        "pullrequest:unapproved,hook-approval",
        "pullrequest:changes_request_created,hook-changes-request",
        "pullrequest:changes_request_removed,hook-changes-request"
    })
    void aPullRequestChanged(String key, String resource) {
        assertThat(hooks.read(event(key, resource)))
                .isEqualTo(new HookEvent.PullRequestChanged("acme/specs", 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pullrequest:comment_created", "repo:fork", "issue:created", "new"})
    void otherEventsAreUnheeded(String key) {
        assertThat(hooks.read(event(key, "hook-pull-request")))
                .isEqualTo(new HookEvent.Unheeded(key));
    }

    @Test
    void aDeliveryIsNamedByItsRequestAndWebhook() {
        Map<String, String> headers = Map.of("x-request-uuid", "r-1", "x-hook-uuid", "h-1");

        assertThat(hooks.id(new Delivery(headers, new byte[0]))).contains("r-1/h-1");
        assertThat(hooks.id(new Delivery(Map.of("x-hook-uuid", "h-1"), new byte[0]))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"push\": ",
                "{}",
                "{\"repository\": {\"full_name\": \"acme/specs\"}}",
                "{\"repository\": {\"full_name\": \"acme/specs\"}, \"push\": {\"changes\": [{\"new\": {\"type\": \"branch\"}}]}}"
            })
    void whatBitbucketDoesNotDocumentIsMalformed(String body) {
        for (String key : new String[] {"repo:push", "pullrequest:updated"}) {
            assertThatExceptionOfType(MalformedHookException.class)
                    .isThrownBy(() -> hooks.read(delivery(key, body)));
        }
    }

    @Test
    void aMissingEventKeyIsMalformed() {
        assertThatExceptionOfType(MalformedHookException.class)
                .isThrownBy(() -> hooks.read(new Delivery(Map.of(), new byte[0])))
                .withMessageContaining("X-Event-Key");
    }

    private static Delivery event(String key, String resource) {
        return delivery(key, Resources.text(resource + ".json"));
    }

    private static Delivery delivery(String key, String body) {
        return new Delivery(Map.of("x-event-key", key), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Delivery signed(String signature, String body) {
        return new Delivery(headers(signature), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(String signature) {
        return Map.of("x-event-key", "repo:push", "x-hub-signature", signature);
    }
}
