package dev.plumbline.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.plumbline.agent.api.AgentEvent;
import dev.plumbline.agent.api.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ApiServerTest {
    private static final AgentEvent AN_EVENT =
            new AgentEvent(
                    Samples.NOON,
                    "sync.ended",
                    "staging",
                    Optional.empty(),
                    Optional.empty(),
                    "3 changes made");

    /// Echoes what it was asked.
    private static final Mount.Routes ECHO =
            request ->
                    new Mount.Answer(
                            201,
                            "text/plain",
                            stream(
                                    request.method()
                                            + " "
                                            + request.path()
                                            + " "
                                            + request.query()
                                            + " "
                                            + new String(
                                                    request.body().readAllBytes(),
                                                    StandardCharsets.UTF_8)));

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPortInUseIsSaidWithWhatToDo() throws IOException {
        try (AgentFixture agent = new AgentFixture()) {
            var content =
                    new ApiServer.Content(
                            agent.control(),
                            agent.events(),
                            agent.metrics(),
                            AgentFixture.TOKENS,
                            List.of());

            assertThatThrownBy(() -> ApiServer.start(Listen.loopback(agent.port()), content))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + agent.port() + " is in use")
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void anAgentThatIsNotReadySaysWhy() throws Exception {
        try (AgentFixture agent = new AgentFixture()) {
            HttpCalls http = new HttpCalls(agent.url());
            assertThat(http.get("/readyz").statusCode()).isEqualTo(200);

            agent.control().notReady("repository fraud is not cloned yet");
            HttpResponse<String> response = http.get("/readyz");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(HttpCalls.json(response).at("/reasons/0").asString()).contains("not cloned");
            assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void metricsAreInPrometheusText() throws Exception {
        try (AgentFixture agent = new AgentFixture()) {
            agent.metrics().counter("plumbline.syncs").increment();

            HttpResponse<String> response = new HttpCalls(agent.url()).get("/metrics");

            assertThat(response.body()).contains("plumbline_syncs_total 1.0");
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).contains("version=0.0.4"));
        }
    }

    @Test
    void aMountForClientsHearsWhetherTheCallerIsLocalAndIsOutOfReachOfOtherOrigins()
            throws Exception {
        Mount.Routes routes =
                request ->
                        new Mount.Answer(
                                request.isLocal() ? 201 : 203,
                                "text/plain",
                                InputStream.nullInputStream());
        try (AgentFixture agent =
                new AgentFixture(new Mount("/mlflow", Mount.Access.CLIENTS, 100, routes))) {
            HttpCalls http = new HttpCalls(agent.url());

            assertThat(
                            http.send(
                                            http.to("/mlflow/api/2.0/runs/create?x=1")
                                                    .POST(BodyPublishers.ofString("{}")))
                                    .statusCode())
                    .isEqualTo(201);
            assertThat(
                            RawHttp.status(
                                    agent.port(),
                                    "GET /mlflow/x HTTP/1.1",
                                    "Host: evil.example.com"))
                    .isEqualTo(203);
            assertThat(
                            http.send(
                                            http.to("/mlflow/x")
                                                    .header("Origin", "https://evil.example.com")
                                                    .DELETE())
                                    .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void anOpenMountIsReachedByAnyName() throws Exception {
        try (AgentFixture agent =
                new AgentFixture(new Mount("/webhooks", Mount.Access.OPEN, 100, ECHO))) {
            assertThat(
                            RawHttp.status(
                                    agent.port(),
                                    "POST /webhooks/github HTTP/1.1",
                                    "Host: ci.example.com",
                                    "Content-Length: 0"))
                    .isEqualTo(201);
        }
    }

    @Test
    void aMountsBodyIsCappedEvenWhenItsLengthIsNotTold() throws Exception {
        try (AgentFixture agent =
                new AgentFixture(new Mount("/mlflow", Mount.Access.CLIENTS, 100, ECHO))) {
            HttpCalls http = new HttpCalls(agent.url());
            String large = "x".repeat(200);

            var told = http.send(http.to("/mlflow/x").POST(BodyPublishers.ofString(large)));
            var untold =
                    http.send(
                            http.to("/mlflow/x")
                                    .POST(BodyPublishers.ofInputStream(() -> stream(large))));

            assertThat(told.statusCode()).isEqualTo(413);
            assertThat(untold.statusCode()).isEqualTo(413);
        }
    }

    @Test
    void eventsReachWhoListens() throws Exception {
        // The client waits for its streams, which end with the agent.
        try (HttpClient client = HttpClient.newHttpClient();
                AgentFixture agent = new AgentFixture()) {
            var request =
                    new HttpCalls(agent.url())
                            .to("/api/v1/events")
                            .header("Accept", "text/event-stream")
                            .build();
            var lines = client.send(request, BodyHandlers.ofLines()).body().iterator();
            await().until(() -> agent.events().listeners() == 1);

            agent.events().publish(AN_EVENT);

            assertThat(lines.next()).isEqualTo(": listening");
            String name = lines.next();
            while (!name.startsWith("event")) {
                name = lines.next();
            }
            assertThat(name).isEqualTo("event: sync.ended");
            assertThat(lines.next())
                    .isEqualTo(
                            "data: {\"time\":\"2026-11-23T12:00:00Z\",\"type\":\"sync.ended\",\"workspace\":\"staging\",\"sync\":null,\"resource\":null,\"message\":\"3 changes made\"}");
            client.shutdownNow();
        }
    }

    @Test
    void aListenerThatGoesAwayIsForgotten() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                AgentFixture agent = new AgentFixture()) {
            var request = new HttpCalls(agent.url()).to("/api/v1/events").build();
            var lines = client.send(request, BodyHandlers.ofLines()).body().iterator();
            assertThat(lines.next()).isEqualTo(": listening");

            client.shutdownNow();

            await().until(() -> {
                agent.events().publish(AN_EVENT);
                return agent.events().listeners() == 0;
            });
        }
    }
}
