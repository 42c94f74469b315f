package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.agent.api.RollbackRequest;
import dev.plumbline.agent.client.AgentCallException;
import dev.plumbline.agent.client.ApiPath;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An agent that takes a workspace back to its first commit, on the embedded platform.
class RollbackAcceptanceTest {
    private static final ApiPath ROLLBACK = ApiPath.of("workspaces", "staging", "rollback");

    @TempDir Path folder;
    private TestingWorkspace workspace;
    private RunningAgent agent;
    private String first;
    private String second;

    @BeforeEach
    void start() throws Exception {
        workspace = new TestingWorkspace(folder);
        first = declare(1);
        agent = RunningAgent.start(folder.resolve("data"), workspace.remote.url());
        agent.awaitApplied(first);
        second = declare(2);
        agent.awaitApplied(second);
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        workspace.close();
    }

    /// A model without a version, and a job that registers another.
    private String declare(int edition) {
        workspace.job("echo %d > ${{outputs.model}}/m".formatted(edition));
        return workspace
                .remote
                .file("free.txt", "content " + edition)
                .file("free.yml", "{name: free, type: custom_model, path: free.txt}\n")
                .file("endpoint.yml", TestingWorkspace.endpoint("Edition " + edition))
                .commit("Edition " + edition)
                .commit();
    }

    private JsonNode rollback(String to, boolean dryRun) {
        return agent.post(
                ROLLBACK,
                new RollbackRequest(
                        Optional.of(to),
                        Optional.of("incident 12"),
                        Optional.empty(),
                        false,
                        dryRun));
    }

    private String version(String id) {
        return agent.get(ApiPath.of("workspaces", "staging", "resources", "model", id))
                .path("version")
                .asString("");
    }

    private int runs() {
        return agent.get(ApiPath.of("runs")).path("runs").size();
    }

    @Test
    void theSameVersionsComeBackAndNothingRunsAgain() {
        int before = runs();
        assertThat(version("free")).isEqualTo("2");

        JsonNode answer = rollback(first.substring(0, 8), false);

        String commit = answer.path("commit").asString("");
        assertThat(workspace.remote.ref("refs/heads/main").orElseThrow().commit())
                .isEqualTo(commit);
        agent.awaitApplied(commit);
        assertThat(version("free")).isEqualTo("1");
        assertThat(before).isEqualTo(2);
        assertThat(runs()).isEqualTo(before);
        assertThat(agent.get(ApiPath.of("audit")).path("sound").asBoolean(false)).isTrue();
        assertThat(agent.get(ApiPath.of("history")).at("/syncs/0/author").asString(""))
                .startsWith(answer.path("by").asString("nobody"));
    }

    @Test
    void aDryRunShowsThePlanAndPushesNothing() {
        JsonNode answer = rollback("HEAD~1", true);

        assertThat(answer.path("commit").isNull()).isTrue();
        assertThat(answer.at("/plan/changes").findValuesAsString("id"))
                .contains("online-endpoint/fraud")
                .doesNotContain("job/jobs/train");
        assertThat(workspace.remote.ref("refs/heads/main").orElseThrow().commit())
                .isEqualTo(second);
    }

    @Test
    void whatCannotBeGoneBackToIsRefused() {
        assertThatThrownBy(() -> rollback("v9", false))
                .isInstanceOf(AgentCallException.class)
                .hasMessageContaining("\"v9\" is no branch, tag or commit");
        assertThatThrownBy(() -> rollback("HEAD", false)).hasMessageContaining("nothing to do");
        assertThatThrownBy(() -> rollback(" ", false)).hasMessageContaining("names no \"to\"");
    }
}
