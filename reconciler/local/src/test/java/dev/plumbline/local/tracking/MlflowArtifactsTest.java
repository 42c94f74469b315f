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

/// Files over HTTP.
class MlflowArtifactsTest {
    private static final String FILES = "/api/2.0/mlflow-artifacts/artifacts";

    @TempDir private Path folder;

    private TestingTracking tracking;
    private String run;

    @BeforeEach
    void open() {
        tracking = new TestingTracking(folder);
        run = tracking.run();
    }

    @AfterEach
    void close() {
        tracking.close();
    }

    @Test
    void aFileGoesUpAndComesDown() {
        put("model/weights.bin", "12345");
        put("model/weights.bin", "123456");

        assertThat(tracking.store.artifacts(run).resolve("model/weights.bin")).hasContent("123456");
        assertThat(TestingTracking.text(call("GET", "model/weights.bin"))).isEqualTo("123456");
    }

    @Test
    void aFolderIsListedByTheNamesInIt() {
        put("model/weights.bin", "12345");
        put("report.txt", "good");

        assertThat(list("0/" + run + "/artifacts"))
                .isEqualTo(
                        "{\"files\":[{\"path\":\"model\",\"is_dir\":true},{\"path\":\"report.txt\",\"is_dir\":false,\"file_size\":4}]}");
        assertThat(list("0/" + run + "/artifacts/model")).contains("\"path\":\"weights.bin\"");
        assertThat(list("0/" + run + "/artifacts/none")).isEqualTo("{\"files\":[]}");
    }

    @Test
    void aFolderIsDeletedWithWhatIsInIt() {
        put("model/weights.bin", "12345");

        assertThat(call("DELETE", "model").status()).isEqualTo(200);

        assertThat(tracking.refusal(404, call("GET", "model/weights.bin")))
                .isEqualTo("RESOURCE_DOES_NOT_EXIST: there is no file \"weights.bin\" there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/0/RUN/artifacts/../../../../escaped",
                "/../escaped",
                "/0/RUN/other/file",
                "/0/RUN/artifacts",
                "/1/RUN/artifacts/file",
                "/models/fraud/staging/m/1/file",
                "/uploads/file"
            })
    void aPlaceThatIsNoRunsIsRefused(String path) {
        assertThat(
                        tracking.refusal(
                                400,
                                tracking.send(
                                        "PUT", FILES + path.replace("RUN", run), Map.of(), "x")))
                .startsWith("INVALID_PARAMETER_VALUE: ");
    }

    @Test
    void theFilesOfADeletedRunStayAsTheyAre() {
        tracking.post("runs/delete", "{\"run_id\": \"%s\"}".formatted(run));

        assertThat(tracking.refusal(400, tracking.send("PUT", place("a.txt"), Map.of(), "x")))
                .contains("is deleted; restore it");
    }

    private void put(String file, String content) {
        assertThat(tracking.send("PUT", place(file), Map.of(), content).status()).isEqualTo(200);
    }

    private MlflowResponse call(String method, String file) {
        return tracking.send(method, place(file), Map.of(), "");
    }

    private String list(String path) {
        return TestingTracking.text(tracking.send("GET", FILES, Map.of("path", List.of(path)), ""));
    }

    private String place(String file) {
        return "%s/0/%s/artifacts/%s".formatted(FILES, run, file);
    }
}
