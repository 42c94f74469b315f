package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.assets.AssetVersion;
import dev.plumbline.local.environments.EnvironmentDefinition;
import dev.plumbline.local.environments.EnvironmentOptions;
import dev.plumbline.local.environments.Environments;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real clients, from PyPI, against the API on a loopback port. Their environments stay in the
/// module's build folder, so that only the first run fetches them.
@Tag("slow")
class MlflowClientTest {
    private static final Path CACHE = Path.of("target", "mlflow-clients").toAbsolutePath();

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"2.22.1", "3.17.2"})
    void aTrainingScriptWorksWithoutKnowing(String version) throws Exception {
        PythonEnvironment python = environment(version);
        try (TestingTracking tracking = new TestingTracking(folder)) {
            RunTokens tokens = RunTokens.in(folder.resolve("run-tokens.key"));
            String run = tracking.job("train-1");
            String step = tracking.step(run, "train-1");
            try (TestingMlflowServer server = new TestingMlflowServer(tracking.api, tokens)) {

                List<String> output = run(python, server.address(), tokens.token(run), step);

                assertThat(output)
                        .contains(
                                "autolog 0.5 True",
                                "data set True",
                                "estimator LogisticRegression",
                                "files ['dict.json', 'report', 'text.txt']",
                                "down good",
                                "dict {'a': 1}",
                                "history [0.5, 0.625, 0.75]",
                                "version 2 READY True",
                                "alias the second",
                                "loaded [0, 0, 1, 1]",
                                "pyfunc [0, 0, 1, 1]",
                                "found [('model', 0.9), ('by hand', 0.75)]",
                                "by parameter ['by hand']",
                                "pages 1 True",
                                "models ['fraud']",
                                "tagged ['2']",
                                "experiments ['fraud']",
                                "own tag INVALID_PARAMETER_VALUE",
                                "commit c0ffee",
                                "deleting PERMISSION_DENIED",
                                "missing RESOURCE_DOES_NOT_EXIST",
                                "deleted deleted");
                assertThat(output).anyMatch(line -> line.matches("versions \\['?1'?, '?2'?\\]"));
                if (version.startsWith("3")) {
                    assertThat(output).contains("logged {<LoggedModelStatus.READY: 'READY'>} True");
                }
                assertThat(tracking.assets.versions(new ResourceId(Kind.MODEL, "fraud")))
                        .extracting(AssetVersion::origin)
                        .allMatch(origin -> origin.orElseThrow().run().equals("train-1"))
                        .hasSize(2);
            }
        }
    }

    private static PythonEnvironment environment(String version) throws Exception {
        String requirements =
                "mlflow-skinny==%s\nscikit-learn==1.9.1\npandas==3.1.1\n".formatted(version);
        return new Environments(CACHE, EnvironmentOptions.defaults())
                .realise(
                        new EnvironmentDefinition(
                                Optional.empty(), Optional.of(requirements), Optional.empty()),
                        _ -> {});
    }

    private List<String> run(PythonEnvironment python, String address, String token, String step)
            throws IOException, InterruptedException {
        Path script = folder.resolve("train.py");
        try (InputStream source = MlflowClientTest.class.getResourceAsStream("client.py")) {
            Files.write(script, source.readAllBytes());
        }
        ProcessBuilder builder =
                new ProcessBuilder(python.python().toString(), script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "MLFLOW_TRACKING_URI",
                                address,
                                "MLFLOW_TRACKING_TOKEN",
                                token,
                                "MLFLOW_RUN_ID",
                                step,
                                "MLFLOW_EXPERIMENT_NAME",
                                "fraud",
                                "MLFLOW_HTTP_REQUEST_MAX_RETRIES",
                                "1",
                                "MLFLOW_DISABLE_TELEMETRY",
                                "true"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
