package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.tracking.protocol.MlflowResponse;
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

class MlflowRunsTest {

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

    @Test
    void theHistoryOfSeveralRunsIsThinnedOutEvenly() {
        String one = newRun();
        String other = newRun();
        for (int step = 0; step < 9; step++) {
            for (String run : List.of(one, other)) {
                tracking.post(
                        "runs/log-metric",
                        """
                        {"run_id": "%s", "key": "a", "value": %d, "timestamp": 1, "step": %d}\
                        """
                                .formatted(run, step, step));
            }
        }
        String query =
                "run_ids=%s&run_ids=%s&metric_key=a&max_results=3&start_step=1&end_step=7"
                        .formatted(one, other);

        JsonNode points = tracking.get("metrics/get-history-bulk-interval", query).path("metrics");

        assertThat(names(points, "step")).containsExactly("1", "4", "7", "1", "4", "7");
        assertThat(names(points, "run_id")).containsExactly(one, one, one, other, other, other);
    }

    @Test
    void theLatestPointIsThatOfTheGreatestStepWheneverItIsSent() {
        String run = newRun();
        for (String point : List.of("5, \"step\": 2", "7, \"step\": 1", "6, \"step\": 2")) {
            tracking.post(
                    "runs/log-metric",
                    "{\"run_id\": \"%s\", \"key\": \"a\", \"timestamp\": 1, \"value\": %s}"
                            .formatted(run, point));
        }

        assertThat(tracking.store.metrics(run)).containsEntry("a", 6.0);
    }

    @Test
    void aModelOfMlflow2JoinsThoseInItsTag() {
        String run = newRun();
        tracking.post(
                "runs/log-model",
                "{\"run_id\": \"%s\", \"model_json\": \"{\\\"a\\\": 1}\"}".formatted(run));
        tracking.post(
                "runs/log-model",
                "{\"run_id\": \"%s\", \"model_json\": \"{\\\"b\\\": 2}\"}".formatted(run));

        assertThat(tracking.store.tags(run))
                .containsEntry("mlflow.log-model.history", "[{\"a\":1},{\"b\":2}]");
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
