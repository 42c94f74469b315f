package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class MlflowApiTest {
    private static final String UNKNOWN = "0".repeat(32);

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
    void anExperimentIsFoundByIdAndByName() {
        String id =
                tracking.post(
                                "experiments/create",
                                """
                                {"name": "fraud", "tags": [{"key": "team", "value": "risk"}]}\
                                """)
                        .path("experiment_id")
                        .asString();

        JsonNode byId = tracking.get("experiments/get", "experiment_id=" + id).path("experiment");
        JsonNode byName =
                tracking.get("experiments/get-by-name", "experiment_name=fraud").path("experiment");

        assertThat(byId).isEqualTo(byName);
        assertThat(byId.path("lifecycle_stage").asString()).isEqualTo("active");
        assertThat(byId.path("tags").path(0).path("value").asString()).isEqualTo("risk");
    }

    @Test
    void theDefaultExperimentIsThere() {
        assertThat(
                        tracking.get("experiments/get", "experiment_id=0")
                                .path("experiment")
                                .path("name")
                                .asString())
                .isEqualTo("Default");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        tracking.post("experiments/create", "{\"name\": \"fraud\"}");

        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "POST", "experiments/create", "", "{\"name\": \"fraud\"}")))
                .startsWith("RESOURCE_ALREADY_EXISTS: the experiment \"fraud\" is there already");
    }

    @Test
    void experimentsAreListedPageByPage() {
        tracking.post("experiments/create", "{\"name\": \"one\"}");
        tracking.post("experiments/create", "{\"name\": \"two\"}");

        JsonNode first = tracking.post("experiments/search", "{\"max_results\": 2}");
        JsonNode second =
                tracking.get(
                        "experiments/search",
                        "max_results=2&page_token=" + first.path("next_page_token").asString());

        assertThat(names(first.path("experiments"), "name")).containsExactly("two", "one");
        assertThat(names(second.path("experiments"), "name")).containsExactly("Default");
        assertThat(second.has("next_page_token")).isFalse();
    }

    @Test
    void aRunKeepsWhatIsLogged() {
        String run = newRun();
        tracking.post(
                "runs/log-batch",
                """
                {"run_id": "%s",
                 "metrics": [{"key": "auc", "value": 0.9, "timestamp": 10, "step": 0},
                             {"key": "auc", "value": 0.8, "timestamp": 11, "step": 1},
                             {"key": "loss", "value": "NaN", "timestamp": 11, "step": 0}],
                 "params": [{"key": "depth", "value": "3"}],
                 "tags": [{"key": "stage", "value": "a"}]}\
                """
                        .formatted(run));
        tracking.post(
                "runs/log-metric",
                """
                {"run_uuid": "%1$s", "run_id": "%1$s", "key": "f1", "value": -Infinity}\
                """
                        .formatted(run)
                        .replace("-Infinity", "\"-Infinity\""));
        tracking.post(
                "runs/log-parameter",
                "{\"run_id\": \"%s\", \"key\": \"rate\", \"value\": 0.1}".formatted(run));
        tracking.post(
                "runs/set-tag",
                "{\"run_id\": \"%s\", \"key\": \"stage\", \"value\": \"b\"}".formatted(run));

        JsonNode data = tracking.get("runs/get", "run_id=" + run).path("run").path("data");

        assertThat(data.path("metrics").toString())
                .isEqualTo(
                        """
                        [{"key":"auc","value":0.8,"timestamp":11,"step":1},\
                        {"key":"f1","value":"-Infinity","timestamp":%d,"step":0},\
                        {"key":"loss","value":"NaN","timestamp":11,"step":0}]\
                        """
                                .formatted(TestingTracking.NOW.toEpochMilli()));
        assertThat(data.path("params").toString())
                .isEqualTo(
                        "[{\"key\":\"depth\",\"value\":\"3\"},{\"key\":\"rate\",\"value\":\"0.1\"}]");
        assertThat(data.path("tags").toString()).contains("{\"key\":\"stage\",\"value\":\"b\"}");
        assertThat(tracking.store.metrics(run))
                .containsEntry("auc", 0.8)
                .containsEntry("loss", Double.NaN);
        assertThat(tracking.store.params(run)).isEqualTo(Map.of("depth", "3", "rate", "0.1"));
    }

    @Test
    void aBatchThatIsSentAgainAddsNothing() {
        String run = newRun();
        String batch =
                """
                {"run_id": "%s", "metrics": [{"key": "a", "value": 1, "timestamp": 1, "step": 0}],
                 "params": [{"key": "p", "value": "x"}]}\
                """
                        .formatted(run);
        tracking.post("runs/log-batch", batch);
        tracking.post("runs/log-batch", batch);

        assertThat(
                        tracking.get("metrics/get-history", "run_id=" + run + "&metric_key=a")
                                .path("metrics"))
                .hasSize(1);
    }

    @Test
    void historyComesInOrderPageByPage() {
        String run = newRun();
        for (int step : new int[] {2, 0, 1}) {
            tracking.post(
                    "runs/log-metric",
                    """
                    {"run_id": "%s", "key": "a", "value": %d, "timestamp": %d, "step": %d}\
                    """
                            .formatted(run, step, 100 + step, step));
        }

        String query = "run_id=" + run + "&metric_key=a&max_results=2";
        JsonNode first = tracking.get("metrics/get-history", query);
        JsonNode second =
                tracking.get(
                        "metrics/get-history",
                        query + "&page_token=" + first.path("next_page_token").asString());

        assertThat(names(first.path("metrics"), "step")).containsExactly("0", "1");
        assertThat(names(second.path("metrics"), "step")).containsExactly("2");
    }

    @Test
    void aParameterNeverChanges() {
        String run = newRun();
        String parameter = "{\"run_id\": \"%s\", \"key\": \"depth\", \"value\": \"%s\"}";
        tracking.post("runs/log-parameter", parameter.formatted(run, "3"));
        tracking.post("runs/log-parameter", parameter.formatted(run, "3"));

        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "POST",
                                        "runs/log-parameter",
                                        "",
                                        parameter.formatted(run, "4"))))
                .startsWith("INVALID_PARAMETER_VALUE: the parameter \"depth\"")
                .contains("is \"3\" already and cannot become \"4\"");
    }

    @Test
    void aBatchWithAWrongParameterLogsNothing() {
        String run = newRun();
        tracking.post(
                "runs/log-parameter",
                "{\"run_id\": \"%s\", \"key\": \"p\", \"value\": \"1\"}".formatted(run));
        MlflowResponse refused =
                tracking.call(
                        "POST",
                        "runs/log-batch",
                        "",
                        """
                        {"run_id": "%s", "metrics": [{"key": "a", "value": 1, "timestamp": 1}],
                         "params": [{"key": "q", "value": "1"}, {"key": "p", "value": "2"}]}\
                        """
                                .formatted(run));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(tracking.store.metrics(run)).isEmpty();
        assertThat(tracking.store.params(run)).containsOnlyKeys("p");
    }

    @Test
    void aBatchThatIsTooLargeIsRefused() {
        String metrics = "{\"key\": \"a\", \"value\": 1, \"timestamp\": 1},".repeat(1_001);
        String body =
                "{\"run_id\": \"%s\", \"metrics\": [%s]}"
                        .formatted(newRun(), metrics.substring(0, metrics.length() - 1));

        assertThat(tracking.refusal(400, tracking.call("POST", "runs/log-batch", "", body)))
                .contains("1001 metrics; at most 1000");
    }

    @Test
    void aRunIsEndedByItsClient() {
        String run = newRun();
        JsonNode info =
                tracking.post(
                                "runs/update",
                                """
                                {"run_id": "%s", "status": "FINISHED", "end_time": 42, "run_name": "best"}\
                                """
                                        .formatted(run))
                        .path("run_info");

        assertThat(info.path("status").asString()).isEqualTo("FINISHED");
        assertThat(info.path("end_time").asLong()).isEqualTo(42);
        assertThat(info.path("run_name").asString()).isEqualTo("best");
        assertThat(tracking.store.tags(run)).containsEntry("mlflow.runName", "best");
    }

    @Test
    void aDeletedRunTakesNothingUntilItIsRestored() {
        String run = newRun();
        String tag = "{\"run_id\": \"%s\", \"key\": \"a\", \"value\": \"b\"}".formatted(run);
        String id = "{\"run_id\": \"%s\"}".formatted(run);
        tracking.post("runs/delete", id);
        assertThat(tracking.refusal(400, tracking.call("POST", "runs/set-tag", "", tag)))
                .contains("is deleted");

        tracking.post("runs/restore", id);
        tracking.post("runs/set-tag", tag);
        tracking.post("runs/delete-tag", "{\"run_id\": \"%s\", \"key\": \"a\"}".formatted(run));

        assertThat(tracking.store.tags(run)).doesNotContainKey("a");
    }

    @Test
    void runsAreSearchedByStatus() {
        String finished = newRun();
        String running = newRun();
        tracking.post(
                "runs/update",
                "{\"run_id\": \"%s\", \"status\": \"FINISHED\"}".formatted(finished));

        JsonNode found =
                tracking.post(
                        "runs/search",
                        """
                        {"experiment_ids": ["0"], "filter": "attributes.status = 'FINISHED'",
                         "order_by": ["attributes.start_time DESC"]}\
                        """);
        JsonNode all = tracking.post("runs/search", "{\"experiment_ids\": [\"0\"]}");

        assertThat(ids(found)).containsExactly(finished);
        assertThat(ids(all)).containsExactlyInAnyOrder(finished, running);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics.auc > 0.5",
                "status != 'FAILED'",
                "tags.a = 'b'",
                "status = 'FAILED' OR 1 = 1"
            })
    void aFilterThatIsNotUnderstoodIsRefused(String filter) {
        String body = "{\"experiment_ids\": [\"0\"], \"filter\": \"%s\"}".formatted(filter);

        assertThat(tracking.refusal(400, tracking.call("POST", "runs/search", "", body)))
                .startsWith(
                        "INVALID_PARAMETER_VALUE: the filter \"" + filter + "\" is not supported");
    }

    @Test
    void dataSetsAreKeptAsDescribed() {
        String run = newRun();
        String dataset =
                """
                {"tags":[{"key":"mlflow.data.context","value":"train"}],"dataset":{"name":"d","digest":"1"}}\
                """;
        tracking.post(
                "runs/log-inputs",
                "{\"run_id\": \"%s\", \"datasets\": [%s]}".formatted(run, dataset));

        assertThat(
                        tracking.get("runs/get", "run_id=" + run)
                                .path("run")
                                .path("inputs")
                                .path("dataset_inputs")
                                .path(0)
                                .toString())
                .isEqualTo(dataset);
    }

    @Test
    void artifactsAreThoseThatTheClientWrote() throws Exception {
        String run = newRun();
        Path file = tracking.store.artifacts(run).resolve("model/model.bin");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "12345");

        JsonNode root = tracking.get("artifacts/list", "run_id=" + run);
        JsonNode below = tracking.get("artifacts/list", "run_id=" + run + "&path=model");

        assertThat(root.path("files").toString())
                .isEqualTo("[{\"path\":\"model\",\"is_dir\":true}]");
        assertThat(below.path("files").toString())
                .isEqualTo("[{\"path\":\"model/model.bin\",\"is_dir\":false,\"file_size\":5}]");
        assertThat(tracking.get("artifacts/list", "run_id=" + newRun()).path("files")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../..", "/etc", "a/../../.."})
    void pathsOutsideARunsFilesAreRefused(String path) {
        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "GET",
                                        "artifacts/list",
                                        "run_id=" + newRun() + "&path=" + path,
                                        "")))
                .startsWith("INVALID_PARAMETER_VALUE");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(tracking.refusal(404, tracking.call("GET", "runs/get", "run_id=" + UNKNOWN, "")))
                .isEqualTo(
                        "RESOURCE_DOES_NOT_EXIST: there is no run with the id \"" + UNKNOWN + "\"");
        assertThat(
                        tracking.refusal(
                                404,
                                tracking.call(
                                        "POST", "runs/create", "", "{\"experiment_id\": \"77\"}")))
                .isEqualTo("RESOURCE_DOES_NOT_EXIST: there is no experiment with the id 77");
        assertThat(tracking.refusal(404, tracking.call("POST", "traces", "", "{}")))
                .startsWith("ENDPOINT_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"run_id\": \"%s\", \"key\": \"a\", \"value\": \"high\"}",
                "{\"run_id\": \"%s\", \"key\": \"a\"}",
                "{\"run_id\": \"%s\", \"value\": 1}",
                "{\"run_id\": \"%s\", \"key\": [\"a\"], \"value\": 1}",
                "{\"run_id\": \"%s\", \"key\": \"a\", \"value\": 1, \"step\": \"first\"}",
                "{\"key\": \"a\", \"value\": 1}"
            })
    void aMetricThatIsNoneIsRefused(String body) {
        assertThat(
                        tracking.refusal(
                                400,
                                tracking.call(
                                        "POST", "runs/log-metric", "", body.formatted(newRun()))))
                .startsWith("INVALID_PARAMETER_VALUE");
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        assertThat(tracking.refusal(400, tracking.call("POST", "runs/create", "", "[1]")))
                .startsWith("BAD_REQUEST");
    }

    @Test
    void aClientMayAskForTheVersion() {
        MlflowResponse response =
                tracking.api.handle("GET", "/version", Map.of(), MissingNode.getInstance());

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("text/plain");
    }

    private String newRun() {
        return tracking.post("runs/create", "{\"experiment_id\": \"0\", \"start_time\": 1}")
                .path("run")
                .path("info")
                .path("run_id")
                .asString();
    }

    private static List<String> ids(JsonNode search) {
        return search.path("runs")
                .valueStream()
                .map(run -> run.path("info").path("run_id").asString())
                .toList();
    }

    private static List<String> names(JsonNode array, String field) {
        return array.valueStream().map(each -> each.path(field).asString()).toList();
    }
}
