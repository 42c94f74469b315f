package dev.plumbline.local.endpoints;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.assets.AssetRegistry;
import dev.plumbline.local.assets.EnvironmentBuilds;
import dev.plumbline.local.assets.RegisteredAssets;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.store.Database;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A database, a store of artifacts and endpoints above a serving that the test steers.
abstract class EndpointsScenario {
    static final ResourceId FRAUD = new ResourceId(Kind.ONLINE_ENDPOINT, "fraud");
    static final ResourceId BLUE = ResourceId.deployment("fraud", "blue");
    static final ResourceId GREEN = ResourceId.deployment("fraud", "green");
    static final ResourceId TRAFFIC = new ResourceId(Kind.TRAFFIC, "fraud");

    @TempDir private Path data;
    Database database;
    ArtifactStore store;
    RegisteredAssets assets;
    final TestingServing serving = new TestingServing();
    final AtomicInteger changes = new AtomicInteger();
    Endpoints endpoints;

    @BeforeEach
    void open() throws IOException {
        database = Database.open(data);
        store = new ArtifactStore(data.resolve("artifacts"));
        AssetRegistry registry =
                new AssetRegistry(database.jdbi(), InstantSource.system(), "fraud/staging");
        EnvironmentBuilds noBuilds =
                new EnvironmentBuilds(
                        database.jdbi(),
                        registry,
                        store,
                        (_, _) -> {
                            throw new IOException("no environments here");
                        },
                        () -> {});
        assets = new RegisteredAssets(registry, store, noBuilds);
        endpoints = reopened();
    }

    @AfterEach
    void close() {
        endpoints.close();
        database.close();
    }

    Endpoints reopened() {
        return new Endpoints(
                database.jdbi(),
                _ -> assets,
                store,
                serving,
                InstantSource.system(),
                changes::incrementAndGet);
    }

    Outcome create(ResourceId id, Value.Fields spec) {
        Resource desired =
                new Resource(id, new Source("fraud.yml", 1), Optional.empty(), spec, List.of());
        return start(new Change.Create(desired, Digest.ofText(spec.display()), Optional.empty()));
    }

    Outcome start(Change change) {
        return endpoints.start(
                change,
                new ApplyContext(
                        "fraud/staging",
                        "c0ffee",
                        "Ada <ada@example.org>",
                        blob -> new ByteArrayInputStream(blob.getBytes(UTF_8))));
    }

    Observed.Service observed(ResourceId id) {
        return new Observation(endpoints.observe(), Set.of()).service(id).orElseThrow();
    }

    Routes.Endpoint route() {
        return Objects.requireNonNull(serving.routes().endpoints().get("fraud"));
    }

    Routes.Deployment blueRoute() {
        return Objects.requireNonNull(route().deployments().get("blue"));
    }

    Set<String> deployments() {
        return route().deployments().keySet();
    }

    String generation() {
        return blueRoute().generation();
    }

    // A registered version of model/fraud, a folder with one ONNX file.
    Value model(String version) throws IOException {
        VersionedId id = new VersionedId(new ResourceId(Kind.MODEL, "fraud"), version);
        Path folder = Files.createDirectories(data.resolve("model-" + version));
        Files.writeString(folder.resolve("model.onnx"), "weights " + version);
        Artifact artifact = store.put(folder);
        assets.register(
                "run-" + version,
                new Production("model", id.id(), Optional.of(version)),
                "custom_model",
                artifact,
                Map.of());
        return new Value.Resolved(id, Optional.empty());
    }

    static Value content(String path, String text) {
        return new Value.Content(
                path, Digest.ofText(text), List.of(new Value.ContentFile("", text, false)));
    }

    static Value.Fields fields(String name, Value value) {
        return new Value.Fields(Map.of(name, value));
    }

    static Value.Fields fields(String name, Value value, String other, Value otherValue) {
        return fields(name, value).with(other, otherValue);
    }

    static Value.Fields fields(
            String a, Value first, String b, Value second, String c, Value third) {
        return fields(a, first, b, second).with(c, third);
    }
}
