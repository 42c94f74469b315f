package dev.plumbline.webhooks.azuredevops;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureDevOpsRefusalTest extends AzureDevOpsFixture {
    @Test
    void whatDidNotChangeIsNotTransferredAgain() {
        ResponseDefinitionBuilder answer = okJson(Resources.text("pull-request.json"));
        SERVER.stubFor(get(urlPathEqualTo(TWELVE)).willReturn(answer.withHeader("ETag", "\"1\"")));
        PullRequest first = twelve();
        SERVER.stubFor(
                get(urlPathEqualTo(TWELVE))
                        .withHeader("If-None-Match", equalTo("\"1\""))
                        .willReturn(aResponse().withStatus(304)));

        assertThat(twelve()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "401,DENIED",
        "203,DENIED",
        "403,DENIED",
        "404,NOT_THERE",
        "400,REFUSED",
        "503,UNAVAILABLE"
    })
    void refusalsSayWhatIsTheMatterAndHoldNoToken(int status, Reason reason) {
        SERVER.stubFor(
                get(urlPathEqualTo(TWELVE))
                        .willReturn(
                                aResponse()
                                        .withStatus(status)
                                        .withBody(Resources.text("error.json"))));

        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(this::twelve)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .withMessageContaining("localhost")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("OnBhdA"));
    }

    @Test
    void noCallIsMadeWhileTheForgeWantsNone() {
        SERVER.stubFor(
                get(urlPathEqualTo(TWELVE))
                        .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "30")));

        for (int call = 0; call < 2; call++) {
            assertThatExceptionOfType(ForgeException.class)
                    .isThrownBy(this::twelve)
                    .satisfies(e -> assertThat(e.again()).contains(NOW.plusSeconds(30)));
        }
        SERVER.verify(1, getRequestedFor(urlPathEqualTo(TWELVE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"pullRequestId\": \"twelve\"}", "[]", "<html>"})
    void answersThatTheDocumentationDoesNotKnowAreNotTaken(String body) {
        SERVER.stubFor(get(urlPathEqualTo(TWELVE)).willReturn(okJson(body)));

        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(this::twelve)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"specs", "acme/specs", "acme//specs", "a/b/c/d"})
    void aProjectIsOfThreeParts(String project) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new AzureDevOpsClient(
                                URI.create(SERVER.baseUrl()),
                                project,
                                new Secret("pat"),
                                () -> NOW))
                .withMessageContaining(project)
                .withMessageContaining("organization/project/repository");
    }
}
