package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.client.Load;
import dev.plumbline.repository.Revision;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("slow")
class KilledAgentTest {
    private static final String REQUEST = "{\"input_data\": [[1, 2]]}";

    @TempDir Path folder;

    @Test
    void aRunOutlivesTheAgentAndScoringNeverStops() throws Exception {
        try (TestingWorkspace workspace = new TestingWorkspace(folder);
                AgentJvm agent = new AgentJvm(folder, workspace.remote.url())) {
            agent.awaitApplied(workspace.remote.commit("Serve a model").commit());
            workspace.waitingJob();
            Revision commit = workspace.remote.commit("Train");
            Path starts = folder.resolve("starts");
            await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(starts));

            Load.Counts scored;
            try (Load load = agent.load("fraud", REQUEST)) {
                HttpResponse<String> answer = load.score();
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                Load.Running running = load.start();
                agent.kill();
                assertThat(load.run(200).failed()).as("failed while no agent was there").isZero();
                agent.restart();
                agent.await("the run is known", found -> found.toString().contains("run "));
                Files.createFile(folder.resolve("go"));
                agent.awaitApplied(commit.commit());
                scored = running.stop();
            }

            assertThat(scored.failed()).isZero();
            assertThat(starts).content().hasLineCount(1);
            JsonNode runs = agent.get(ApiPath.of("runs"));
            assertThat(runs.path("runs").size()).isEqualTo(1);
            assertThat(runs.at("/runs/0/status").asString("")).isEqualTo("succeeded");
            assertThat(
                            LocalDatabase.column(
                                    agent.data(),
                                    "SELECT name || ':' || version FROM asset_version ORDER BY 1"))
                    .containsExactly("plain:1", "sum:1", "trained:1");
        }
    }
}
