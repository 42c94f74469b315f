package dev.plumbline.webhooks.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.HookEvent.PullRequestChanged;
import dev.plumbline.webhooks.receive.HookEvent.Pushed;
import dev.plumbline.webhooks.receive.HookEvent.Unheeded;
import dev.plumbline.webhooks.receive.MalformedHookException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GithubHooksTest {
    private static final String PROJECT = "acme/fraud-models";

    /// The example of "Validating webhook deliveries".
    private static final Secret SECRET = new Secret("It's a Secret to Everybody");

    private static final String BODY = "Hello, World!";
    private static final String SIGNATURE =
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private final GithubHooks hooks = new GithubHooks();

    private static Delivery delivery(String event, String body) {
        return new Delivery(
                Map.of("x-github-event", event, "content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static Delivery signed(String signature, String body) {
        return new Delivery(
                Map.of("x-hub-signature-256", signature), body.getBytes(StandardCharsets.UTF_8));
    }

    private HookEvent read(String event) {
        return hooks.read(delivery(event, TestingGithub.text("hook-" + event + ".json")));
    }

    @Test
    void theDocumentedSignatureIsAuthentic() {
        assertThat(hooks.isAuthentic(signed(SIGNATURE, BODY), SECRET)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=",
                ""
            })
    void anotherSignatureIsNot(String signature) {
        assertThat(hooks.isAuthentic(signed(signature, BODY), SECRET)).isFalse();
    }

    @Test
    void aBodyThatDiffersByAByteIsNotAuthentic() {
        assertThat(hooks.isAuthentic(signed(SIGNATURE, "Hello, World?"), SECRET)).isFalse();
        assertThat(hooks.isAuthentic(signed(SIGNATURE, BODY + "\n"), SECRET)).isFalse();
    }

    @Test
    void anotherSecretIsNotAuthentic() {
        assertThat(hooks.isAuthentic(signed(SIGNATURE, BODY), new Secret("guessed"))).isFalse();
    }

    @Test
    void withoutASignatureNothingIsAuthentic() {
        assertThat(hooks.isAuthentic(delivery("push", BODY), SECRET)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "x-hub-signature-256, sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17, true",
        "x-hub-signature-256, sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1, false",
        "x-hub-signature-256, sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17, false",
        "x-hub-signature-256, sha256=, false",
        "x-hub-signature, sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59, false",
        "x-gitlab-token, token, false"
    })
    void aDeliveryIsPlausibleByTheFormOfItsSignature(String name, String value, boolean plausible) {
        Map<String, String> headers = new TreeMap<>(Map.of("x-github-event", "push", name, value));

        assertThat(hooks.isPlausible(headers)).isEqualTo(plausible);

        headers.remove("x-github-event");
        assertThat(hooks.isPlausible(headers)).isFalse();
    }

    @Test
    void aDeliveryIsNamedByItsId() {
        String id = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

        assertThat(hooks.id(new Delivery(Map.of("x-github-delivery", id), new byte[0])))
                .contains(id);
        assertThat(hooks.id(delivery("push", "{}"))).isEmpty();
    }

    @Test
    void aPingIsAPing() {
        assertThat(read("ping")).isEqualTo(new HookEvent.Ping());
    }

    @Test
    void aPushNamesItsBranch() {
        assertThat(read("push")).isEqualTo(new Pushed(PROJECT, "feature/lower-threshold"));
    }

    @ParameterizedTest
    @CsvSource({
        "hook-push-tag.json, push of refs/tags/v1",
        "hook-push-deletion.json, deletion of refs/heads/lower-threshold"
    })
    void tagsAndDeletedBranchesAreNotHeeded(String resource, String what) {
        assertThat(hooks.read(delivery("push", TestingGithub.text(resource))))
                .isEqualTo(new Unheeded(what));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pull_request", "pull_request_review", "check_run", "check_suite"})
    void aPullRequestChanges(String event) {
        assertThat(read(event)).isEqualTo(new PullRequestChanged(PROJECT, 42));
    }

    @ParameterizedTest
    @CsvSource({
        "pull_request, opened, true",
        "pull_request, edited, true",
        "pull_request, closed, true",
        "pull_request, reopened, true",
        "pull_request, ready_for_review, true",
        "pull_request, converted_to_draft, true",
        "pull_request, labeled, false",
        "pull_request, assigned, false",
        "pull_request, review_requested, false",
        "pull_request_review, edited, true",
        "pull_request_review, dismissed, true",
        "pull_request_review, invented, false",
        "check_run, created, false",
        "check_run, completed, false",
        "check_suite, requested, false"
    })
    void anActionIsHeededWhenItMayChangeWhatIsLookedAt(
            String event, String action, boolean heeded) {
        String body =
                TestingGithub.text("hook-" + event + ".json")
                        .replaceFirst("\"action\": \"\\w+\"", "\"action\": \"" + action + "\"");

        assertThat(hooks.read(delivery(event, body)))
                .isEqualTo(
                        heeded
                                ? new PullRequestChanged(PROJECT, 42)
                                : new Unheeded(event + " " + action));
    }

    @Test
    void aCheckThatNamesNoPullRequestIsNotHeeded() {
        String body =
                """
                {
                  "action": "rerequested",
                  "check_suite": {"pull_requests": []},
                  "repository": {"full_name": "acme/fraud-models"}
                }
                """;

        assertThat(hooks.read(delivery("check_suite", body)))
                .isEqualTo(new Unheeded("check_suite rerequested"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"issues", "star", "an_event_of_tomorrow"})
    void anUnknownEventIsNotHeeded(String event) {
        assertThat(hooks.read(delivery(event, "{\"action\": \"opened\"}")))
                .isEqualTo(new Unheeded(event));
    }

    @Test
    void aMergeGroupIsNotHeeded() {
        assertThat(read("merge_group")).isEqualTo(new Unheeded("merge_group"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "push                | not json                                           | no JSON",
                "push                | []                                                 | no JSON object",
                "push                | {\"repository\": {\"full_name\": \"acme/x\"}}          | /ref",
                "push                | {\"ref\": {}, \"repository\": {\"full_name\": \"acme/x\"}} | /ref",
                "push                | {\"ref\": \"refs/heads/main\"}                        | /repository/full_name",
                "pull_request        | {\"pull_request\": {\"number\": 1}}                  | /action",
                "pull_request        | {\"action\": \"opened\", \"pull_request\": {\"number\": 1}} | /repository/full_name",
                "pull_request        | {\"action\": \"opened\", \"repository\": {\"full_name\": \"acme/x\"}} | /pull_request/number",
                "pull_request_review | {\"action\": \"submitted\", \"repository\": {\"full_name\": \"acme/x\"}, \"pull_request\": {\"number\": \"1\"}} | /pull_request/number",
                "check_run           | {\"check_run\": {}}                                 | /action"
            })
    void whatIsNotAsDocumentedIsMalformed(String event, String body, String says) {
        assertThatThrownBy(() -> hooks.read(delivery(event, body)))
                .isInstanceOf(MalformedHookException.class)
                .hasMessageContaining(says);
    }

    @Test
    void jsonThatIsTooDeepIsMalformed() {
        assertThatThrownBy(() -> hooks.read(delivery("push", "[".repeat(10_000))))
                .isInstanceOf(MalformedHookException.class);
    }

    @Test
    void aFormIsMalformedAndTheMessageSaysWhatToSet() {
        Delivery form =
                new Delivery(
                        Map.of(
                                "x-github-event",
                                "push",
                                "content-type",
                                "application/x-www-form-urlencoded"),
                        "payload=%7B%7D".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> hooks.read(form))
                .isInstanceOf(MalformedHookException.class)
                .hasMessageContaining("application/json");
    }
}
