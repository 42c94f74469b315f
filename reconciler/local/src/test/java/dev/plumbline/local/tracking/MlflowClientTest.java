package dev.plumbline.local.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.local.environments.EnvironmentDefinition;
import dev.plumbline.local.environments.EnvironmentOptions;
import dev.plumbline.local.environments.Environments;
import dev.plumbline.local.environments.PythonEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The real client, from PyPI, against the API on a loopback port.
@Tag("slow")
class MlflowClientTest {
    private static final String SCRIPT =
            """
            import mlflow

            mlflow.log_params({"depth": 3, "kind": "forest"})
            for step in range(3):
                mlflow.log_metrics({"auc": 0.5 + step / 8, "loss": float("nan")}, step=step)
            mlflow.set_tag("stage", "training")
            with open("report.txt", "w") as report:
                report.write("good")
            mlflow.log_artifact("report.txt")
            with mlflow.start_run(nested=True, run_name="child") as child:
                mlflow.log_metric("inner", 1)
            mlflow.set_experiment("other")
            found = mlflow.search_runs(
                experiment_ids=["0"], filter_string="attributes.status = 'FINISHED'", output_format="list")
            print("children", [each.info.run_name for each in found])
            client = mlflow.MlflowClient()
            print("history", [m.value for m in client.get_metric_history(mlflow.active_run().info.run_id, "auc")])
            """;

    @TempDir private Path folder;

    @Test
    void aScriptLogsThroughTheRealClient() throws Exception {
        PythonEnvironment environment =
                new Environments(folder.resolve("cache"), EnvironmentOptions.defaults())
                        .realise(
                                new EnvironmentDefinition(
                                        Optional.empty(),
                                        Optional.of("mlflow-skinny\n"),
                                        Optional.empty()),
                                _ -> {});
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (TestingTracking tracking = new TestingTracking(folder)) {
            server.createContext("/mlflow", exchange -> answer(tracking.api, exchange));
            server.start();
            String run =
                    tracking.store.createRun(
                            "fraud", "train", Optional.empty(), TestingTracking.NOW);

            String output =
                    run(
                            environment,
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/mlflow",
                            run);

            assertThat(output)
                    .contains("children ['child']")
                    .contains("history [0.5, 0.625, 0.75]");
            assertThat(tracking.store.params(run))
                    .isEqualTo(Map.of("depth", "3", "kind", "forest"));
            assertThat(tracking.store.metrics(run))
                    .containsEntry("auc", 0.75)
                    .containsEntry("loss", Double.NaN);
            assertThat(tracking.store.tags(run)).containsEntry("stage", "training");
            assertThat(tracking.store.artifacts(run).resolve("report.txt")).hasContent("good");
            assertThat(
                            tracking.get("runs/get", "run_id=" + run)
                                    .path("run")
                                    .path("info")
                                    .path("status")
                                    .asString())
                    .isEqualTo("FINISHED");
        } finally {
            server.stop(0);
        }
    }

    private String run(PythonEnvironment environment, String address, String run) throws Exception {
        Path script = Files.writeString(folder.resolve("train.py"), SCRIPT);
        ProcessBuilder builder =
                new ProcessBuilder(environment.python().toString(), script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("MLFLOW_TRACKING_URI", address);
        builder.environment().put("MLFLOW_RUN_ID", run);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static void answer(MlflowApi api, HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            JsonNode body =
                    sent.length == 0
                            ? MissingNode.getInstance()
                            : JsonMapper.shared().readTree(sent);
            String path = exchange.getRequestURI().getPath().substring("/mlflow".length());
            MlflowResponse response =
                    api.handle(exchange.getRequestMethod(), path, query(exchange), body);
            byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", response.contentType());
            exchange.sendResponseHeaders(response.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, List<String>> query(HttpExchange exchange) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String each : query == null ? new String[0] : query.split("&")) {
            String[] pair = each.split("=", 2);
            parameters
                    .computeIfAbsent(pair[0], _ -> new ArrayList<>())
                    .add(URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
