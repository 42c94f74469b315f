package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.cli.text.Markdown;
import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.run.AgentSettings.Followed;
import dev.plumbline.gate.Floor;
import dev.plumbline.repository.RemoteAddress;
import dev.plumbline.repository.Revision;
import dev.plumbline.repository.TestingRemote;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// A pull request from its opening to what became of it, over each forge's documented API and
/// webhooks. The agent polls once an hour, so that webhooks alone drive it.
final class PullRequestStoryTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private Path folder;

    static List<Arguments> forges() {
        return List.of(
                forge("github", GithubStory::new),
                forge("gitlab", GitlabStory::new),
                forge("gitea", GiteaStory::new),
                forge("azure-devops", AzureDevOpsStory::new),
                forge("bitbucket", BitbucketStory::new));
    }

    private static Arguments forge(String name, Supplier<ForgeStory> story) {
        return Arguments.of(name, story);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forges")
    void isPreviewedReviewedMergedAppliedAndReported(String name, Supplier<ForgeStory> told)
            throws Exception {
        try (ForgeStory forge = told.get();
                TestingRemote remote = TestingRemote.create(folder.resolve("models.git"))) {
            Revision base = remote.file("plumbline.yml", policy(forge)).commit("Have rules");
            forge.begins(base);
            try (RunningAgent agent = agent(remote, forge)) {
                agent.awaitApplied(base.commit());

                Revision head = proposed(remote, forge, base);
                hears(agent, name, forge.opens(head));

                await("the preview").until(() -> !forge.statuses(head).isEmpty());
                assertThat(forge.comments().getFirst())
                        .contains("What merging", head.shortForm(), "online-endpoint/sum")
                        .contains("needs 1 approval from " + Markdown.text(forge.approver()));
                assertThat(forge.statuses(head)).containsOnly(ForgeStory.SUCCESS);

                forge.approves();
                Revision merged = remote.commit("Serve sums");
                for (ForgeStory.Hook hook : forge.merges(merged)) {
                    hears(agent, name, hook);
                }

                await("the outcome").until(() -> forge.comments().getLast().contains(": applied"));
                agent.awaitApplied(merged.commit());
                assertThat(forge.statuses(merged))
                        .startsWith(ForgeStory.PENDING)
                        .endsWith(ForgeStory.SUCCESS);
                assertThat(forge.comments().getLast())
                        .contains(
                                merged.shortForm(),
                                "online-endpoint/sum",
                                "approved by " + Markdown.text(forge.approver()));
                assertApproved(agent.get(ApiPath.of("history")), merged, forge);
                assertThat(agent.get(ApiPath.of("audit")).path("sound").asBoolean(false)).isTrue();
            }
        }
    }

    private static void assertApproved(JsonNode history, Revision merged, ForgeStory forge) {
        assertThat(history.findValuesAsString("workspace")).containsOnly("models/prod");
        JsonNode release = history.at("/syncs/0");
        assertThat(release.path("revision").asString("")).isEqualTo(merged.commit());
        assertThat(release.path("outcome").asString("")).isEqualTo("succeeded");
        assertThat(release.at("/approvals/0/by").asString("")).isEqualTo(forge.approver());
        JsonNode approval = history.at("/syncs/1");
        assertThat(approval.path("outcome").asString("")).isEqualTo("approved");
        assertThat(approval.at("/changes/0/id").asString("")).isEqualTo("online-endpoint/sum");
        assertThat(approval.at("/approvals/0/by").asString("")).isEqualTo(forge.approver());
        assertThat(approval.at("/approvals/0/where").asString("")).endsWith(forge.reviewPage());
    }

    private static String policy(ForgeStory forge) {
        return """
        workspaces:
          - name: prod
            sync: {automated: true}
            approvals: [{resources: ["online-endpoint/*"], from: ["%s"]}]
        """
                .formatted(forge.approver());
    }

    /// The head of the pull request, which adds an endpoint.
    private static Revision proposed(TestingRemote remote, ForgeStory forge, Revision base) {
        remote.file(
                "endpoint.yml",
                """
                $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json
                name: sum
                auth_mode: key
                """);
        remote.set("refs/heads/proposed", base);
        Revision head = remote.commit("proposed", "Serve sums");
        forge.headRefs().forEach(ref -> remote.set(ref, head));
        return head;
    }

    private RunningAgent agent(TestingRemote remote, ForgeStory forge) throws Exception {
        return RunningAgent.start(
                folder.resolve("data"),
                List.of(
                        new Followed(
                                "models",
                                RemoteAddress.of(remote.url()),
                                Optional.empty(),
                                Optional.of("main"),
                                Duration.ofHours(1),
                                Floor.NONE,
                                Optional.empty(),
                                Optional.of(forge.link()))));
    }

    private static void hears(RunningAgent agent, String forge, ForgeStory.Hook hook)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(agent.process().url() + "/webhooks/" + forge))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(hook.body()));
        hook.headers().forEach(request::header);
        HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("Plumbline looks\n");
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50));
    }
}
