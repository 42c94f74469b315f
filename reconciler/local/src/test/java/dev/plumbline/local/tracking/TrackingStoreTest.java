package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.local.tracking.protocol.TrackingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrackingStoreTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

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
    void aRunOfAStepIsSeenByTheClient() {
        String parent =
                tracking.store.createRun(
                        "fraud",
                        "pipeline",
                        Optional.empty(),
                        Optional.empty(),
                        TestingTracking.NOW);
        String step =
                tracking.store.createRun(
                        "fraud",
                        "train",
                        Optional.of(parent),
                        Optional.empty(),
                        TestingTracking.NOW);

        JsonNode info = tracking.get("runs/get", "run_id=" + step).path("run").path("info");

        assertThat(step).matches("[0-9a-f]{32}");
        assertThat(info.path("run_name").asString()).isEqualTo("train");
        assertThat(info.path("status").asString()).isEqualTo("RUNNING");
        assertThat(tracking.store.tags(step)).containsEntry("mlflow.parentRunId", parent);
    }

    @Test
    void aRunWithAGivenIdIsCreatedOnce() {
        tracking.store.createRun(
                ID, "fraud", "train", Optional.empty(), Optional.empty(), TestingTracking.NOW);
        tracking.post(
                "runs/update", "{\"run_id\": \"%s\", \"run_name\": \"renamed\"}".formatted(ID));
        tracking.store.createRun(
                ID,
                "fraud",
                "train",
                Optional.empty(),
                Optional.empty(),
                TestingTracking.NOW.plusSeconds(9));

        JsonNode info = tracking.get("runs/get", "run_id=" + ID).path("run").path("info");

        assertThat(info.path("start_time").asLong()).isEqualTo(TestingTracking.NOW.toEpochMilli());
        assertThat(tracking.store.tags(ID)).containsEntry("mlflow.runName", "renamed");
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        assertThatThrownBy(() ->
                        tracking.store.createRun(
                                "run-1",
                                "fraud",
                                "train",
                                Optional.empty(),
                                Optional.empty(),
                                TestingTracking.NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"run-1\" is no run id");
    }

    @Test
    void theJobHasTheLastWordOnHowARunEnded() {
        tracking.store.createRun(
                ID, "fraud", "train", Optional.empty(), Optional.empty(), TestingTracking.NOW);
        tracking.post(
                "runs/update",
                "{\"run_id\": \"%s\", \"status\": \"FINISHED\", \"end_time\": 1}".formatted(ID));
        tracking.store.endRun(ID, RunStatus.FAILED, TestingTracking.NOW);

        assertThat(
                        tracking.get("runs/get", "run_id=" + ID)
                                .path("run")
                                .path("info")
                                .path("status")
                                .asString())
                .isEqualTo("FAILED");
    }

    @Test
    void aRunThatIsNotThereCannotBeEnded() {
        assertThatThrownBy(() -> tracking.store.endRun(ID, RunStatus.FINISHED, TestingTracking.NOW))
                .isInstanceOf(TrackingException.class)
                .hasMessage("there is no run with the id \"" + ID + "\"");
    }

    @Test
    void whatWasLoggedOutlivesARestart() {
        tracking.store.createRun(
                ID, "fraud", "train", Optional.empty(), Optional.empty(), TestingTracking.NOW);
        tracking.post(
                "runs/log-metric",
                "{\"run_id\": \"%s\", \"key\": \"auc\", \"value\": 0.9}".formatted(ID));
        tracking.close();
        tracking = new TestingTracking(folder);

        assertThat(tracking.store.metrics(ID)).containsEntry("auc", 0.9);
    }

    @Test
    void stepsMayLogAtTheSameTime() throws Exception {
        tracking.store.createRun(
                ID, "fraud", "train", Optional.empty(), Optional.empty(), TestingTracking.NOW);
        List<Future<JsonNode>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String body =
                        "{\"run_id\": \"%s\", \"key\": \"a\", \"value\": %d, \"step\": %d}"
                                .formatted(ID, i, i);
                calls.add(threads.submit(() -> tracking.post("runs/log-metric", body)));
            }
        }
        for (Future<JsonNode> call : calls) {
            assertThat(call.get()).isEmpty();
        }

        assertThat(
                        tracking.get("metrics/get-history", "run_id=" + ID + "&metric_key=a")
                                .path("metrics"))
                .hasSize(100);
        assertThat(tracking.store.metrics(ID)).containsEntry("a", 99.0);
    }
}
