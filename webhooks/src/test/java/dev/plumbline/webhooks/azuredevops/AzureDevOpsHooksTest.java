package dev.plumbline.webhooks.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.receive.Delivery;
import dev.plumbline.webhooks.receive.HookEvent;
import dev.plumbline.webhooks.receive.MalformedHookException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureDevOpsHooksTest {
    private static final Secret SECRET = new Secret("ünguessable:1");
    private final AzureDevOpsHooks hooks = new AzureDevOpsHooks();

    @Test
    void whoeverKnowsTheSecretIsAuthenticUnderAnyName() {
        assertThat(hooks.isAuthentic(from("whoever", "ünguessable:1"), SECRET)).isTrue();
        assertThat(hooks.isAuthentic(from("", "ünguessable:1"), SECRET)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ünguessable", "ünguessable:", "ünguessable:2", "ünguessable:11"})
    void aWrongOrTruncatedPasswordIsNotAuthentic(String password) {
        assertThat(hooks.isAuthentic(from("whoever", password), SECRET)).isFalse();
    }

    @Test
    void aConfiguredUserNameHasToBeRightToo() {
        AzureDevOpsHooks named = new AzureDevOpsHooks("azure");

        assertThat(named.isAuthentic(from("azure", "ünguessable:1"), SECRET)).isTrue();
        assertThat(named.isAuthentic(from("other", "ünguessable:1"), SECRET)).isFalse();
        assertThat(named.isAuthentic(from("azure", "other"), SECRET)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !", "Basic YWRh", "Bearer YTpi", "YTpi"})
    void headersThatAreNoBasicAuthenticationAreNotPlausible(String header) {
        Map<String, String> headers = Map.of("authorization", header);

        assertThat(hooks.isPlausible(headers)).isFalse();
        assertThat(hooks.isAuthentic(new Delivery(headers, new byte[0]), SECRET)).isFalse();
    }

    @Test
    void missingHeadersAreNotPlausible() {
        assertThat(hooks.isPlausible(Map.of())).isFalse();
        assertThat(hooks.isPlausible(Map.of("authorization", "basic YTpi"))).isTrue();
    }

    @Test
    void aPushIsOfItsProjectAndBranch() {
        assertThat(hooks.read(delivery(Resources.text("hook-push.json"))))
                .isEqualTo(new HookEvent.Pushed("acme/Fraud Models/specs", "main"));
    }

    @Test
    void everyBranchOfAPushIsToldAndTagsAndDeletionsAreNot() {
        String two =
                Resources.text("hook-push.json")
                        .replace(
                                "\"refUpdates\": [",
                                """
                                "refUpdates": [
                                  {"name": "refs/tags/v1", "oldObjectId": "%1$s", "newObjectId": "%2$s"},
                                  {"name": "refs/heads/old", "oldObjectId": "%2$s", "newObjectId": "%1$s"},
                                  {"name": "refs/heads/try/it", "oldObjectId": "%1$s", "newObjectId": "%2$s"},
                                """
                                        .formatted("0".repeat(40), "b".repeat(40)));

        assertThat(hooks.events(delivery(two)))
                .containsExactly(
                        new HookEvent.Pushed("acme/Fraud Models/specs", "try/it"),
                        new HookEvent.Pushed("acme/Fraud Models/specs", "main"));
    }

    @Test
    void aTagAloneIsUnheeded() {
        String body = Resources.text("hook-push.json").replace("refs/heads/main", "refs/tags/v1");

        assertThat(hooks.read(delivery(body))).isEqualTo(new HookEvent.Unheeded("git.push"));
    }

    @Test
    void aDeletionAloneIsUnheeded() {
        String body =
                Resources.text("hook-push.json")
                        .replace(
                                "\"newObjectId\": \"" + "a".repeat(40),
                                "\"newObjectId\": \"" + "0".repeat(40));

        assertThat(hooks.read(delivery(body))).isEqualTo(new HookEvent.Unheeded("git.push"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "updated", "merged"})
    void aPullRequestChanged(String how) {
        assertThat(hooks.read(delivery(Resources.text("hook-pull-request-" + how + ".json"))))
                .isEqualTo(new HookEvent.PullRequestChanged("acme/Fraud Models/specs", 12));
    }

    @Test
    void aCommentIsUnheeded() {
        assertThat(hooks.read(delivery(Resources.text("hook-comment.json"))))
                .isEqualTo(new HookEvent.Unheeded("ms.vss-code.git-pullrequest-comment-event"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://dev.azure.com/acme/Fraud%20Models/_git/specs,acme",
        "https://acme@dev.azure.com/acme/DefaultCollection/_git/specs,acme",
        "https://acme.visualstudio.com/DefaultCollection/_git/specs,acme",
        "https://tfs.example.com/tfs/Acme/Fraud Models/_git/specs,Acme",
        "https://tfs.example.com/Acme/fraud%20models/_git/specs,Acme",
        "https://tfs.example.com/tfs/Acme/_git/specs,Acme",
        "http://tfs:8080/Fraud%20Models/_git/specs,Fraud Models"
    })
    void theOrganizationIsToldByTheRemoteUrl(String url, String organization) {
        String body =
                Resources.text("hook-push.json")
                        .replace("https://dev.azure.com/acme/Fraud%20Models/_git/specs", url);

        assertThat(hooks.read(delivery(body)))
                .isEqualTo(new HookEvent.Pushed(organization + "/Fraud Models/specs", "main"));
    }

    @Test
    void aDeliveryIsNamedByItsEventAndSubscription() {
        assertThat(hooks.id(delivery(Resources.text("hook-push.json"))))
                .contains(
                        "c0ffee00-1111-4222-8333-444455556666/4a6b1f50-9c1e-4f0b-a2a7-1f6f5b0e7a01");
        assertThat(hooks.id(delivery("{}"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"eventType\": ",
                "{}",
                "{\"eventType\": \"git.push\"}",
                "{\"eventType\": \"git.pullrequest.updated\", \"resource\": {}}"
            })
    void whatAzureDevOpsDoesNotDocumentIsMalformed(String body) {
        assertThatExceptionOfType(MalformedHookException.class)
                .isThrownBy(() -> hooks.read(delivery(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:// /", "https://tfs.example.com/_git/specs", "::"})
    void aRemoteUrlOfNobodyIsMalformed(String url) {
        String body =
                Resources.text("hook-push.json")
                        .replace("https://dev.azure.com/acme/Fraud%20Models/_git/specs", url);

        assertThatExceptionOfType(MalformedHookException.class)
                .isThrownBy(() -> hooks.read(delivery(body)))
                .withMessageContaining("remoteUrl");
    }

    private static Delivery delivery(String body) {
        return new Delivery(Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Delivery from(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String header = "Basic " + Base64.getEncoder().encodeToString(credentials);
        return new Delivery(Map.of("authorization", header), new byte[0]);
    }
}
