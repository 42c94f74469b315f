package dev.plumbline.webhooks.bitbucket;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A client of Bitbucket Cloud.
abstract class BitbucketFixture {
    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    static final Instant NOW = Instant.parse("2026-03-02T14:00:00Z");
    static final String REPOSITORY = "/2.0/repositories/acme/specs";
    static final String TWELVE = REPOSITORY + "/pullrequests/12";
    static final Revision HEAD = new Revision("a".repeat(40));

    BitbucketClient client;

    @BeforeEach
    void connect() {
        client =
                new BitbucketClient(
                        URI.create(SERVER.baseUrl() + "/2.0"),
                        "acme/specs",
                        new Secret("access-token"),
                        () -> NOW);
        stub(get(urlPathEqualTo(TWELVE)), "pull-request");
        stub(get(urlPathEqualTo(REPOSITORY + "/commit/aaaaaaaaaaaa")), "commit");
        stub(get(urlPathEqualTo("/2.0/user")), "user");
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    static void stub(MappingBuilder request, String resource) {
        SERVER.stubFor(request.willReturn(okJson(Resources.text(resource + ".json"))));
    }

    /// Answers with a page that links the next one.
    static void stub(MappingBuilder request, String resource, String next) {
        String body = Resources.text(resource + ".json").replace("NEXT", SERVER.baseUrl() + next);
        SERVER.stubFor(request.willReturn(okJson(body)));
    }

    static JsonNode sent(String path) {
        return ForgeJson.MAPPER.readTree(
                SERVER.findAll(postRequestedFor(urlPathEqualTo(path))).getFirst().getBody());
    }

    PullRequest twelve() {
        return client.pullRequest(12);
    }
}
