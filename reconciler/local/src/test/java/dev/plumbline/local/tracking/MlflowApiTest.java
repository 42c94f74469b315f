package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.tracking.protocol.MlflowResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

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
    void artifactsAreThoseThatTheClientWrote() throws Exception {
        String run = tracking.run();
        Path file = tracking.store.artifacts(run).resolve("model/model.bin");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "12345");

        JsonNode root = tracking.get("artifacts/list", "run_id=" + run);
        JsonNode below = tracking.get("artifacts/list", "run_id=" + run + "&path=model");

        assertThat(root.path("files").toString())
                .isEqualTo("[{\"path\":\"model\",\"is_dir\":true}]");
        assertThat(below.path("files").toString())
                .isEqualTo("[{\"path\":\"model/model.bin\",\"is_dir\":false,\"file_size\":5}]");
        assertThat(tracking.get("artifacts/list", "run_id=" + tracking.run()).path("files"))
                .isEmpty();
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
                                        "run_id=" + tracking.run() + "&path=" + path,
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

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        assertThat(tracking.refusal(400, tracking.call("POST", "runs/create", "", "[1]")))
                .startsWith("BAD_REQUEST");
    }

    @Test
    void aClientMayAskForTheVersion() {
        MlflowResponse response = tracking.send("GET", "/version", Map.of(), "");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("text/plain");
    }
}
