package dev.plumbline.agent.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.client.ApiPath;
import dev.plumbline.agent.client.Load;
import dev.plumbline.local.serving.OnnxFixture;
import dev.plumbline.repository.TestingRemote;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One repository whose `prod` releases from its `staging`, on the embedded platform.
@Tag("slow")
class PromotionAcceptanceTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir Path folder;
    private TestingWorkspace workspace;
    private TestingRemote remote;

    @BeforeEach
    void write() {
        workspace = new TestingWorkspace(folder);
        workspace.job("cp model.onnx ${{outputs.model}}/model.onnx");
        remote = workspace.remote;
        remote.file(
                        "plumbline.yml",
                        """
                        workspaces:
                          - name: prod
                            release_from: staging
                            set:
                              - {files: [endpoint.yml], values: {name: fraud-prod}}
                              - {files: [blue.yml], values: {endpoint_name: fraud-prod}}
                          - name: staging
                        """)
                .file(
                        "blue.yml",
                        """
                        $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
                        name: blue
                        endpoint_name: fraud
                        model: azureml:trained@latest
                        instance_type: Standard_DS3_v2
                        instance_count: 1
                        """)
                .file(
                        "jobs/train.yml",
                        """
                        $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
                        type: command
                        command: cp model.onnx ${{outputs.model}}/model.onnx
                        code: ../src
                        environment: azureml:plain:1
                        compute: azureml:cpu
                        outputs:
                          model: {type: custom_model, name: trained}
                        """)
                .file("src/model.onnx", OnnxFixture.linear(1, 2));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    @Test
    void whatStagingTrainedIsServedInProdAndARevertBringsItBack() throws Exception {
        Path data = folder.resolve("data");
        try (RunningAgent agent = RunningAgent.start(data, remote.url())) {
            awaitApplied(agent, remote.commit("Train and serve").commit());
            assertThat(score(agent, "fraud-prod")).isEqualTo(score(agent, "fraud")).contains("5");

            remote.file("src/model.onnx", OnnxFixture.linear(10, 20));
            awaitApplied(agent, remote.commit("Train another").commit());
            assertThat(score(agent, "fraud-prod")).isEqualTo(score(agent, "fraud")).contains("50");
        }
        assertThat(served(data)).containsExactly("trained:2", "trained:2");

        remote.file("src/model.onnx", OnnxFixture.linear(1, 2));
        String reverted = remote.commit("Back to the first").commit();
        try (RunningAgent agent = RunningAgent.start(data, remote.url())) {
            awaitApplied(agent, reverted);
            assertThat(score(agent, "fraud-prod")).isEqualTo(score(agent, "fraud")).contains("5");
            assertThat(lineage(agent))
                    .contains("shipped from", "registered by", "code/", "person/");
        }
        assertThat(served(data)).containsExactly("trained:1", "trained:1");
        assertThat(column(data, "SELECT DISTINCT workspace FROM job_runs"))
                .singleElement()
                .asString()
                .endsWith("/staging");
        assertThat(column(data, "SELECT id FROM job_runs")).hasSize(2);
        assertThat(column(data, artifacts("prod"))).isEqualTo(column(data, artifacts("staging")));
    }

    private static String artifacts(String workspace) {
        return """
        SELECT kind || '/' || name || ':' || version || ' ' || digest || ' ' || coalesce(artifact, '') || ' ' || coalesce(run, '')
        FROM asset_version WHERE workspace LIKE '%%/%s' ORDER BY 1
        """
                .formatted(workspace);
    }

    private static List<String> served(Path data) throws Exception {
        return column(
                data,
                "SELECT model_name || ':' || model_version FROM service WHERE kind = 'online-deployment' ORDER BY endpoint");
    }

    private static List<String> column(Path data, String query) throws Exception {
        return LocalDatabase.column(data, query);
    }

    private static String lineage(RunningAgent agent) {
        return agent.get(ApiPath.of("lineage", "online-endpoint/fraud-prod")).toString();
    }

    private static String score(RunningAgent agent, String endpoint) throws Exception {
        JsonNode keys = agent.get(ApiPath.of("endpoints", endpoint, "keys"));
        try (Load load =
                new Load(
                        URI.create(keys.path("uri").asString("")),
                        keys.path("primary").asString(""),
                        "{\"input_data\": [[1, 2]]}")) {
            return load.score().body();
        }
    }

    private static void awaitApplied(RunningAgent agent, String commit) {
        Awaitility.await("commit " + commit + " applied in both workspaces")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    JsonNode workspaces = agent.get(ApiPath.of("workspaces")).path("workspaces");
                    assertThat(workspaces.valueStream())
                            .hasSize(2)
                            .allSatisfy(each -> {
                                assertThat(each.path("revision").asString("")).isEqualTo(commit);
                                assertThat(each.path("sync").asString("")).isEqualTo("Synced");
                                assertThat(each.path("health").asString("")).isEqualTo("Healthy");
                            });
                });
    }
}
