package dev.plumbline.local.serving.process;

import dev.plumbline.local.serving.ControlFile;
import dev.plumbline.local.serving.ServingStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the control listener of a serving process.
final class ControlClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();

    void reload(ControlFile to) throws IOException {
        send(to, "POST", "/reload");
    }

    void stop(ControlFile to) throws IOException {
        send(to, "POST", "/stop");
    }

    ServingStatus status(ControlFile of) throws IOException {
        String body = send(of, "GET", "/status");
        try {
            return JSON.readValue(body, ServingStatus.class);
        } catch (JacksonException e) {
            throw new IOException(
                    "the serving process of version "
                            + of.version()
                            + " answers in an unknown form",
                    e);
        }
    }

    private String send(ControlFile to, String method, String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.controlPort() + path))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + to.secret())
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(
                        "the serving process answered %s with %d: %s"
                                .formatted(path, response.statusCode(), response.body()));
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the serving process for " + path, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
