package dev.plumbline.local.serving;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Calls the endpoint `fraud` of a serving process as a user would.
public record ScoringClient(int port, HttpClient http) implements AutoCloseable {
    public ScoringClient(int port) {
        this(port, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    /// Scores one row `[1]` with the right key.
    public HttpResponse<String> score(String... headers) throws IOException, InterruptedException {
        return send(post("/score", "{\"data\": [[1]]}", headers));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + RoutesFixture.KEY).build());
    }

    public HttpRequest post(String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .header("Authorization", "Bearer " + RoutesFixture.KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /// A request without a key.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/endpoints/fraud" + path))
                .timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
