package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Models as MLflow 3 logs them.
class MlflowLoggedModelsTest {
    @TempDir private Path folder;

    private TestingTracking tracking;

    @BeforeEach
    void open() {
        tracking = new TestingTracking(folder);
    }

    @AfterEach
    void close() {
        tracking.close();
    }

    @Test
    void aModelIsReadyOnceItIsFinished() {
        String run = tracking.run();
        String id = create("forest", run, "rf");
        tracking.post(
                "logged-models/" + id + "/params",
                "{\"params\": [{\"key\": \"depth\", \"value\": \"3\"}]}");
        tracking.patch(
                "logged-models/" + id + "/tags",
                "{\"tags\": [{\"key\": \"team\", \"value\": \"risk\"}]}");
        tracking.patch("logged-models/" + id, "{\"status\": \"LOGGED_MODEL_READY\"}");

        JsonNode model = tracking.get("logged-models/" + id, "").path("model");

        assertThat(model.path("info").path("status").asString()).isEqualTo("LOGGED_MODEL_READY");
        assertThat(model.path("info").path("source_run_id").asString()).isEqualTo(run);
        assertThat(model.path("info").path("artifact_uri").asString())
                .isEqualTo("mlflow-artifacts:/0/models/" + id + "/artifacts");
        assertThat(model.path("info").path("tags").toString())
                .isEqualTo("[{\"key\":\"team\",\"value\":\"risk\"}]");
        assertThat(model.path("data").path("params").toString())
                .contains("{\"key\":\"depth\",\"value\":\"3\"}");
    }

    @Test
    void aTagIsRemovedAndADeletedModelIsGone() {
        String id = create("forest", tracking.run(), "rf");
        tracking.patch(
                "logged-models/" + id + "/tags",
                "{\"tags\": [{\"key\": \"team\", \"value\": \"risk\"}]}");

        assertThat(
                        tracking.delete("logged-models/" + id + "/tags/team", "")
                                .path("model")
                                .path("info")
                                .path("tags"))
                .isEmpty();
        tracking.delete("logged-models/" + id, "");

        assertThat(tracking.refusal(404, tracking.call("GET", "logged-models/" + id, "", "")))
                .isEqualTo(
                        "RESOURCE_DOES_NOT_EXIST: there is no logged model with the id \"%s\""
                                .formatted(id));
    }

    @Test
    void aRunTellsTheModelsThatItUsedAndMade() {
        String run = tracking.run();
        String id = create("forest", run, "rf");
        tracking.post(
                "runs/outputs",
                "{\"run_id\": \"%s\", \"models\": [{\"model_id\": \"%s\", \"step\": 4}]}"
                        .formatted(run, id));
        tracking.post(
                "runs/log-inputs",
                "{\"run_id\": \"%s\", \"models\": [{\"model_id\": \"%s\"}]}".formatted(run, id));

        JsonNode read = tracking.get("runs/get", "run_id=" + run).path("run");

        assertThat(read.path("outputs").path("model_outputs").toString())
                .isEqualTo("[{\"model_id\":\"%s\",\"step\":4}]".formatted(id));
        assertThat(read.path("inputs").path("model_inputs").toString())
                .isEqualTo("[{\"model_id\":\"%s\"}]".formatted(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    ^^                              | metrics.auc false             | b,a
                    ^^                              | metrics.auc true              | a,b
                    metrics.auc > 0.8               | name true                     | b
                    name = 'a'                      | name true                     | a
                    params.kind = 'rf'              | name false                    | b,a
                    tags.team IS NULL               | name true                     | a,b
                    status = 'PENDING'              | name true                     | a,b
                    model_type = 'x'                | name true                     |
                    """)
    void modelsAreSearched(String filter, String order, String names) {
        logged("a", 0.7, "cards");
        logged("b", 0.9, "claims");
        String[] terms = order.split(" ");

        assertThat(
                        names(
                                """
                                {"experiment_ids": ["0"], "filter": "%s",
                                 "order_by": [{"field_name": "%s", "ascending": %s}]}\
                                """
                                        .formatted(filter, terms[0], terms[1])))
                .isEqualTo(names == null ? List.of() : List.of(names.split(",")));
    }

    @Test
    void aSearchForDataSetsCountsTheirMetricsAlone() {
        logged("a", 0.7, "cards");
        logged("b", 0.9, "claims");

        assertThat(
                        names(
                                "{\"experiment_ids\": [\"0\"], \"datasets\": [{\"dataset_name\": \"cards\"}]}"))
                .containsExactly("a");
        assertThat(
                        names(
                                "{\"experiment_ids\": [\"0\"], \"filter\": \"metrics.auc > 0.8\", \"datasets\": [{\"dataset_name\": \"cards\"}]}"))
                .isEmpty();
    }

    @Test
    void aLoggedModelIsRegisteredByItsId() {
        String run = tracking.job("train-1");
        String id = create("forest", run, "rf");
        tracking.upload(
                "mlflow-artifacts:/0/models/" + id + "/artifacts", "MLmodel", "flavors: {}");
        tracking.post("registered-models/create", "{\"name\": \"fraud\"}");

        JsonNode version =
                tracking.post(
                                "model-versions/create",
                                "{\"name\": \"fraud\", \"source\": \"models:/%s\"}".formatted(id))
                        .path("model_version");

        assertThat(version.path("model_id").asString()).isEqualTo(id);
        assertThat(version.path("run_id").asString()).isEqualTo(run);
        assertThat(
                        tracking.assets
                                .versions(new ResourceId(Kind.MODEL, "fraud"))
                                .getFirst()
                                .artifact())
                .isPresent();
        assertThat(
                        tracking.get("logged-models/" + id + "/artifacts/directories", "")
                                .path("files")
                                .path(0)
                                .path("path")
                                .asString())
                .isEqualTo("MLmodel");
    }

    private void logged(String name, double auc, String dataset) {
        String run = tracking.run();
        String id = create(name, run, "rf");
        tracking.post(
                "runs/log-batch",
                """
                {"run_id": "%s", "metrics": [{"key": "auc", "value": %s, "timestamp": 1, "step": 0,
                 "model_id": "%s", "dataset_name": "%s", "dataset_digest": "1"}]}\
                """
                        .formatted(run, auc, id, dataset));
    }

    private String create(String name, String run, String kind) {
        return tracking.post(
                        "logged-models",
                        """
                        {"experiment_id": "0", "name": "%s", "source_run_id": "%s",
                         "params": [{"key": "kind", "value": "%s"}]}\
                        """
                                .formatted(name, run, kind))
                .path("model")
                .path("info")
                .path("model_id")
                .asString();
    }

    private List<String> names(String search) {
        return tracking.post("logged-models/search", search)
                .path("models")
                .valueStream()
                .map(model -> model.path("info").path("name").asString())
                .toList();
    }
}
