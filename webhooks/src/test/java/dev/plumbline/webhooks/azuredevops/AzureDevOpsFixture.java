package dev.plumbline.webhooks.azuredevops;

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

/// A client of an Azure DevOps Server behind a path, so that every URL has it.
abstract class AzureDevOpsFixture {
    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    static final Instant NOW = Instant.parse("2026-03-02T14:00:00Z");
    static final String REPOSITORY = "/tfs/acme/Fraud%20Models/_apis/git/repositories/specs";
    static final String TWELVE = REPOSITORY + "/pullRequests/12";
    static final Revision HEAD = new Revision("a".repeat(40));

    AzureDevOpsClient client;

    @BeforeEach
    void connect() {
        client =
                new AzureDevOpsClient(
                        URI.create(SERVER.baseUrl() + "/tfs"),
                        "acme/Fraud Models/specs",
                        new Secret("pat"),
                        () -> NOW);
        stub(get(urlPathEqualTo(TWELVE)), "pull-request");
        stub(get(urlPathEqualTo(TWELVE + "/iterations")), "iterations");
        stub(get(urlPathEqualTo("/tfs/acme/_apis/connectionData")), "connection-data");
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    static void stub(MappingBuilder request, String resource) {
        SERVER.stubFor(request.willReturn(okJson(Resources.text(resource + ".json"))));
    }

    PullRequest twelve() {
        return client.pullRequest(12);
    }

    static JsonNode sent(String path) {
        return ForgeJson.MAPPER.readTree(
                SERVER.findAll(postRequestedFor(urlPathEqualTo(path))).getFirst().getBody());
    }
}
