package dev.plumbline.webhooks.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.json.ForgeJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Answers as GitHub documents them, from the resources beside this class.
final class TestingGithub {
    static final String REPOSITORY = "/api/v3/repos/acme/fraud-models";
    static final Secret TOKEN = new Secret("ghp_s3cr3t");
    static final Revision HEAD = revision('a');

    private TestingGithub() {}

    static WireMockExtension server() {
        return WireMockExtension.newInstance()
                .options(options().bindAddress("127.0.0.1").dynamicPort())
                .build();
    }

    static String text(String resource) {
        try (InputStream in =
                Objects.requireNonNull(TestingGithub.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ResponseDefinitionBuilder answer(int status, String resource) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(text(resource));
    }

    /// @param path with its query
    static void page(WireMockExtension server, String path, String resource) {
        server.stubFor(get(path).willReturn(answer(200, resource)));
    }

    /// A page and the one after it, linked as GitHub does.
    static void pages(WireMockExtension server, String path, String first, String second) {
        String next = server.url("/api/v3/repositories/900/next?page=2");
        server.stubFor(
                get(path)
                        .willReturn(
                                answer(200, first)
                                        .withHeader(
                                                "Link",
                                                "<%s>; rel=\"next\", <%s>; rel=\"last\""
                                                        .formatted(next, next))));
        page(server, "/api/v3/repositories/900/next?page=2", second);
    }

    static PullRequest pullRequest() {
        return GithubJson.pullRequest(ForgeJson.MAPPER.readTree(text("pull.json")));
    }

    static Revision revision(char digit) {
        return new Revision(String.valueOf(digit).repeat(40));
    }
}
