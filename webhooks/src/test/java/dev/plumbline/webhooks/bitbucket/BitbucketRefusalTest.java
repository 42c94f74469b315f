package dev.plumbline.webhooks.bitbucket;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BitbucketRefusalTest extends BitbucketFixture {
    @Test
    void whatDidNotChangeIsNotTransferredAgain() {
        SERVER.stubFor(
                get(urlPathEqualTo(TWELVE))
                        .willReturn(
                                okJson(Resources.text("pull-request.json"))
                                        .withHeader("ETag", "\"1\"")));
        PullRequest first = twelve();
        SERVER.stubFor(
                get(urlPathEqualTo(TWELVE))
                        .withHeader("If-None-Match", equalTo("\"1\""))
                        .willReturn(aResponse().withStatus(304)));

        assertThat(twelve()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"401,DENIED", "403,DENIED", "404,NOT_THERE", "400,REFUSED", "503,UNAVAILABLE"})
    void refusalsSayWhatBitbucketSaysAndHoldNoToken(int status, Reason reason) {
        SERVER.stubFor(
                get(urlPathEqualTo(TWELVE))
                        .willReturn(
                                aResponse()
                                        .withStatus(status)
                                        .withBody(Resources.text("error.json"))));

        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(this::twelve)
                .withMessageContaining("Bad request")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("access-token"));
    }

    @Test
    void noCallIsMadeWhileBitbucketWantsNone() {
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

    @Test
    void pagesOfOtherHostsAreNotFollowed() {
        SERVER.stubFor(
                get(urlPathEqualTo(REPOSITORY + "/pullrequests"))
                        .willReturn(
                                okJson(
                                        "{\"values\": [], \"next\": \"https://eve.example.com/2.0/\"}")));

        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(() -> client.open("main"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\": \"twelve\"}", "[]", "<html>"})
    void answersThatTheDocumentationDoesNotKnowAreNotTaken(String body) {
        SERVER.stubFor(get(urlPathEqualTo(TWELVE)).willReturn(okJson(body)));

        assertThatExceptionOfType(ForgeException.class)
                .isThrownBy(this::twelve)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"specs", "acme/", "acme/a/b", "acme/a b"})
    void aProjectIsOfTwoParts(String project) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BitbucketClient(
                                URI.create(SERVER.baseUrl()), project, new Secret("t"), () -> NOW))
                .withMessageContaining(project)
                .withMessageContaining("workspace/repository");
    }
}
