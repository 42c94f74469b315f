package dev.plumbline.local.tracking;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.local.store.Database;
import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.MlflowCall;
import dev.plumbline.local.tracking.protocol.MlflowResponse;
import dev.plumbline.local.tracking.registry.ModelAssets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tracking API over a real database and a real artifact store, for one workspace.
final class TestingTracking implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final String WORKSPACE = "fraud/staging";
    static final Client PERSON = new Client.Person("ada", Set.of());

    final TrackingStore store;
    final MlflowApi api;
    final AssetRegistry assets;
    final ArtifactStore artifacts;
    final AtomicInteger registrations = new AtomicInteger();
    private final Database database;
    private Client client = PERSON;

    TestingTracking(Path folder) {
        this.database = Database.open(folder.resolve("data"));
        this.store = new TrackingStore(database.jdbi(), folder.resolve("runs"));
        this.assets = new AssetRegistry(database.jdbi(), () -> NOW, WORKSPACE);
        try {
            this.artifacts = new ArtifactStore(folder.resolve("artifacts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.api = new MlflowApi(store, new Models(), () -> NOW);
    }

    private final class Models implements ModelAssets {
        @Override
        public AssetRegistry registry(String workspace) {
            return assets;
        }

        @Override
        public ArtifactStore artifacts() {
            return artifacts;
        }

        @Override
        public List<String> workspaces() {
            return List.of(WORKSPACE);
        }

        @Override
        public void registered() {
            registrations.incrementAndGet();
        }
    }

    /// From here on, calls come from this client.
    TestingTracking as(Client caller) {
        client = caller;
        return this;
    }

    /// The tracked run of a job, and its script from here on the client.
    String job(String jobRun) {
        String run =
                store.createRun(
                        "fraud", "train", Optional.empty(), Optional.of(jobOf(jobRun)), NOW);
        client = new Client.Script(run);
        return run;
    }

    /// A step of a job's tracked run.
    String step(String job, String jobRun) {
        return store.createRun("fraud", "step", Optional.of(job), Optional.of(jobOf(jobRun)), NOW);
    }

    private static JobOfRun jobOf(String jobRun) {
        return new JobOfRun(jobRun, "job/train", WORKSPACE, "c0ffee");
    }

    /// A call that must be answered.
    JsonNode post(String name, String body) {
        return expect(200, call("POST", name, "", body));
    }

    JsonNode patch(String name, String body) {
        return expect(200, call("PATCH", name, "", body));
    }

    JsonNode delete(String name, String body) {
        return expect(200, call("DELETE", name, "", body));
    }

    JsonNode get(String name, String query) {
        return expect(200, call("GET", name, query, ""));
    }

    /// A run in the default experiment.
    String run() {
        return post("runs/create", "{\"experiment_id\": \"0\", \"start_time\": 1}")
                .path("run")
                .path("info")
                .path("run_id")
                .asString();
    }

    /// Leaves a file at an `mlflow-artifacts:` URI.
    void upload(String uri, String file, String content) {
        JsonNode _ =
                expect(
                        200,
                        send(
                                "PUT",
                                "/api/2.0/mlflow-artifacts/artifacts/"
                                        + uri.substring("mlflow-artifacts:/".length())
                                        + "/"
                                        + file,
                                Map.of(),
                                content));
    }

    /// A call that must fail, as `CODE: message`.
    String refusal(int status, MlflowResponse response) {
        JsonNode body = expect(status, response);
        return body.path("error_code").asString() + ": " + body.path("message").asString();
    }

    MlflowResponse call(String method, String name, String query, String body) {
        return send(method, "/api/2.0/mlflow/" + name, parameters(query), body);
    }

    MlflowResponse send(String method, String path, Map<String, List<String>> query, String body) {
        try {
            return api.handle(
                    new MlflowCall(
                            method,
                            path,
                            query,
                            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                            client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(MlflowResponse response) {
        try (var body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> parameters(String query) {
        return query.isEmpty()
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(each -> each.split("=", 2))
                        .collect(
                                Collectors.groupingBy(
                                        each -> each[0],
                                        Collectors.mapping(each -> each[1], Collectors.toList())));
    }

    private static JsonNode expect(int status, MlflowResponse response) {
        String body = text(response);
        if (response.status() != status) {
            throw new AssertionError(
                    "expected %d but got %d: %s".formatted(status, response.status(), body));
        }
        return JsonMapper.shared().readTree(body);
    }

    @Override
    public void close() {
        database.close();
    }
}
