package dev.plumbline.agent.client;

import dev.plumbline.agent.api.ApiJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks an agent over HTTP. Answers are the agent's JSON as it came; errors are
/// [AgentCallException].
public final class AgentClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Planning an old revision of a large repository may take a while.
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final URI server;
    private final Tokens tokens;

    /// @param server where the agent answers, such as `http://127.0.0.1:7070`
    public AgentClient(URI server, Tokens tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    public JsonNode get(ApiPath path) {
        return call("GET", path, BodyPublishers.noBody(), knownToken());
    }

    /// Reads something secret.
    public JsonNode getSecret(ApiPath path) {
        return call("GET", path, BodyPublishers.noBody(), token());
    }

    /// Asks for a change.
    public JsonNode post(ApiPath path, Object body) {
        return call(
                "POST",
                path,
                BodyPublishers.ofString(ApiJson.MAPPER.writeValueAsString(body)),
                token());
    }

    /// Replaces something.
    public JsonNode put(ApiPath path, Object body) {
        return call(
                "PUT",
                path,
                BodyPublishers.ofString(ApiJson.MAPPER.writeValueAsString(body)),
                token());
    }

    @Override
    public void close() {
        http.close();
    }

    private Optional<String> token() {
        Optional<String> known = knownToken();
        if (known.isPresent()) {
            return known;
        }
        JsonNode info = get(ApiPath.of("info"));
        return tokens.told(server, info.path("data").asString(""));
    }

    private Optional<String> knownToken() {
        try {
            return tokens.known();
        } catch (IOException failure) {
            throw new AgentCallException(
                    "token", "the agent's token cannot be read: " + failure.getMessage(), failure);
        }
    }

    private JsonNode call(String method, ApiPath path, BodyPublisher body, Optional<String> token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path.text()))
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .method(method, body);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        HttpResponse<String> response = send(request.build());
        JsonNode answer = parse(response);
        if (response.statusCode() / 100 != 2) {
            throw new AgentCallException(
                    answer.at("/error/code").asString("http_" + response.statusCode()),
                    answer.at("/error/message")
                            .asString(
                                    "%s answered %d to %s %s"
                                            .formatted(
                                                    server,
                                                    response.statusCode(),
                                                    method,
                                                    path.text())));
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AgentCallException(
                    "unreachable",
                    "no agent answers at %s; start one with `plumb agent --repo URL`, or point --server at yours"
                            .formatted(server),
                    failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new AgentCallException(
                    "interrupted", "interrupted while waiting for " + server, failure);
        }
    }

    private JsonNode parse(HttpResponse<String> response) {
        try {
            return ApiJson.MAPPER.readTree(response.body());
        } catch (JacksonException failure) {
            throw new AgentCallException(
                    "unreachable",
                    "what answers at %s is no Plumbline agent (status %d, no JSON); point --server at yours"
                            .formatted(server, response.statusCode()),
                    failure);
        }
    }
}
