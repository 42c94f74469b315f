package dev.plumbline.agent.client;

import dev.plumbline.agent.api.KeysView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// Asks an endpoint.
public final class ScoringClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// The longest that Azure's online endpoints allow (request_timeout_ms).
    private static final Duration ANSWER = Duration.ofMinutes(3);

    private static final int EXCERPT = 500;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /// An endpoint's answer as it came.
    ///
    /// @param deployment which one answered, when the endpoint says so
    /// @param requestId what the access log knows it by, when the endpoint says so
    public record Scored(String body, Optional<String> deployment, Optional<String> requestId) {}

    /// Asks once.
    ///
    /// @throws AgentCallException when the endpoint refuses or does not answer
    public Scored score(KeysView keys, Optional<String> deployment, byte[] body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(keys.uri()))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + keys.primary())
                        .POST(BodyPublishers.ofByteArray(body));
        deployment.ifPresent(name -> request.header("azureml-model-deployment", name));
        HttpResponse<String> response = send(request.build(), keys);
        if (response.statusCode() / 100 != 2) {
            String text = response.body();
            throw new AgentCallException(
                    "scoring",
                    "endpoint %s answered %d: %s"
                            .formatted(
                                    keys.endpoint(),
                                    response.statusCode(),
                                    text.length() > EXCERPT
                                            ? text.substring(0, EXCERPT) + "…"
                                            : text));
        }
        return new Scored(
                response.body(),
                response.headers().firstValue("azureml-model-deployment"),
                response.headers().firstValue("x-request-id"));
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<String> send(HttpRequest request, KeysView keys) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AgentCallException(
                    "unreachable",
                    "endpoint %s does not answer at %s; `plumb status` shows how it fares"
                            .formatted(keys.endpoint(), keys.uri()),
                    failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new AgentCallException(
                    "interrupted", "interrupted while waiting for " + keys.uri(), failure);
        }
    }
}
