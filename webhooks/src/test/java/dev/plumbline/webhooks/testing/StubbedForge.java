package dev.plumbline.webhooks.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A forge of stubs on a loopback port; answers 404 to what no stub knows.
public final class StubbedForge implements AutoCloseable {
    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    private final String folder;
    private final String api;

    /// @param folder of the JSON files, among this module's resources
    /// @param api the path of the API: `/api/v4`
    public StubbedForge(String folder, String api) {
        this.folder = folder;
        this.api = api;
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /// Answers a GET with a file.
    public void get(String path, String file) {
        answer("GET", path, aResponse().withBody(json(file)));
    }

    public void answer(String method, String path, ResponseDefinitionBuilder answer) {
        server.stubFor(request(method, urlEqualTo(api + path)).willReturn(answer));
    }

    /// The text of a file of the folder.
    public String json(String file) {
        try (InputStream in =
                Objects.requireNonNull(
                        getClass()
                                .getResourceAsStream(
                                        "/dev/plumbline/webhooks/" + folder + "/" + file),
                        file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The requests of a method, the oldest first.
    public List<LoggedRequest> requests(String method) {
        return server.getAllServeEvents().reversed().stream()
                .map(event -> event.getRequest())
                .filter(request -> request.getMethod().getName().equals(method))
                .toList();
    }

    @Override
    public void close() {
        server.stop();
    }
}
