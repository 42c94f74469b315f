package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.OnnxFixture;
import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.RoutesFixture;
import dev.plumbline.local.serving.ScoringClient;
import dev.plumbline.local.serving.ServingStatus;
import dev.plumbline.local.serving.model.OnnxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;

/// A serving server in this process with a client, on a free port.
final class ServerFixture implements AutoCloseable {
    final Path directory;
    final ServingServer server;
    final ScoringClient client;

    ServerFixture(Path directory) throws IOException {
        this(directory, deployment -> OnnxModel.load(deployment.modelDirectory()));
    }

    ServerFixture(Path directory, ModelLoader loader) throws IOException {
        this.directory = directory;
        this.server = ServingServer.start(directory.resolve("serving"), 0, loader, () -> {});
        this.client = new ScoringClient(server.port());
    }

    /// A model that multiplies its only input.
    Path model(float factor) throws IOException {
        return OnnxFixture.folder(directory.resolve("times-" + factor), OnnxFixture.linear(factor));
    }

    void apply(Routes routes) throws IOException {
        routes.write(directory.resolve("serving"));
        server.reload();
    }

    /// Applies, and waits until every deployment is ready.
    void applyAndWait(RoutesFixture fixture) throws IOException {
        Routes routes = fixture.routes();
        apply(routes);
        routes.endpoints().values().stream()
                .flatMap(endpoint -> endpoint.deployments().values().stream())
                .forEach(deployment -> awaitServing(deployment.name(), deployment.generation()));
    }

    void awaitServing(String deployment, String generation) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> status(deployment).serving().filter(generation::equals).isPresent());
    }

    void awaitState(String deployment, ServingStatus.State state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> status(deployment).state() == state);
    }

    ServingStatus.Deployment status(String deployment) {
        return server.status().deployment("fraud", deployment).orElseThrow();
    }

    ServingStatus.Endpoint endpoint() {
        return Objects.requireNonNull(server.status().endpoints().get("fraud"));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
