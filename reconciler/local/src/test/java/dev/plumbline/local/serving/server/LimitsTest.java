package dev.plumbline.local.serving.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.RoutesFixture;
import dev.plumbline.local.serving.ScoringClient;
import dev.plumbline.local.serving.model.OnnxModel;
import dev.plumbline.local.serving.model.ScoringModel;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsTest {
    @TempDir Path directory;
    private final BlockingModel model = new BlockingModel();

    @Test
    void whatIsBeyondTwiceTheConcurrencyIsRefused() throws Exception {
        try (ServerFixture fixture = serve(60_000)) {
            List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
            pending.add(sendAsync(fixture.client));
            pending.add(sendAsync(fixture.client));
            Awaitility.await().until(() -> fixture.status("blue").inFlight() == 2);

            HttpResponse<String> refused = fixture.client.score();

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("retry-after")).contains("1");
            assertThat(model.running).hasValue(1);
            model.release.countDown();
            assertThat(pending)
                    .allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
            assertThat(fixture.client.score().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aModelThatTakesTooLongIsATimeout() throws Exception {
        try (ServerFixture fixture = serve(50)) {
            assertThat(fixture.client.score().statusCode()).isEqualTo(408);

            // The run that was given up still holds its place until it ends.
            assertThat(fixture.client.score().statusCode()).isEqualTo(408);
            model.release.countDown();
            Awaitility.await().until(() -> fixture.status("blue").inFlight() == 0);
            assertThat(fixture.client.score().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSlowModelHoldsUpNoOther() throws Exception {
        try (ServerFixture fixture = new ServerFixture(directory, this::load)) {
            fixture.applyAndWait(
                    new RoutesFixture()
                            .deployment("blue", "b1", directory)
                            .deployment("green", "g1", fixture.model(10))
                            .traffic("blue", 100));
            List<CompletableFuture<HttpResponse<String>>> pending = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                pending.add(sendAsync(fixture.client));
            }
            Awaitility.await().until(() -> model.running.get() == 20);

            assertThat(fixture.client.score("azureml-model-deployment", "green").statusCode())
                    .isEqualTo(200);
            model.release.countDown();
            assertThat(pending)
                    .allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(200));
        }
    }

    @Test
    void aReplacedModelIsClosedAfterItsLastAnswer() throws Exception {
        try (ServerFixture fixture = new ServerFixture(directory, this::load)) {
            fixture.applyAndWait(
                    new RoutesFixture().deployment("blue", "b1", directory).traffic("blue", 100));
            CompletableFuture<HttpResponse<String>> pending = sendAsync(fixture.client);
            Awaitility.await().until(() -> model.running.get() == 1);

            fixture.applyAndWait(
                    new RoutesFixture()
                            .deployment("blue", "b2", fixture.model(10))
                            .traffic("blue", 100));

            assertThat(fixture.client.score().body()).isEqualTo("[10.0]");
            assertThat(model.closed).isFalse();
            model.release.countDown();
            assertThat(pending.join().body()).isEqualTo("[0]");
            Awaitility.await().untilTrue(model.closed);
        }
    }

    private ServerFixture serve(int timeoutMillis) throws Exception {
        ServerFixture fixture = new ServerFixture(directory, _ -> model);
        fixture.applyAndWait(
                new RoutesFixture().narrow("blue", timeoutMillis, directory).traffic("blue", 100));
        return fixture;
    }

    private ScoringModel load(Routes.Deployment deployment) throws IOException {
        return deployment.modelDirectory().equals(directory)
                ? model
                : OnnxModel.load(deployment.modelDirectory());
    }

    private static CompletableFuture<HttpResponse<String>> sendAsync(ScoringClient client) {
        HttpRequest request = client.post("/score", "{\"data\": [[1]]}");
        return client.http()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .orTimeout(Duration.ofSeconds(60).toSeconds(), TimeUnit.SECONDS);
    }
}
