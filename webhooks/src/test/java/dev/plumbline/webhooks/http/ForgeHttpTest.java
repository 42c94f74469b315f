package dev.plumbline.webhooks.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForgeHttpTest {
    private static final String TOKEN = "s3cr3t-t0ken";

    @RegisterExtension
    static final WireMockExtension FORGE =
            WireMockExtension.newInstance()
                    .options(options().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final TestingClock clock = new TestingClock();
    private ForgeHttp http = new ForgeHttp(URI.create("http://127.0.0.1"), _ -> {}, clock);

    @BeforeEach
    void open() {
        http =
                new ForgeHttp(
                        URI.create(FORGE.baseUrl() + "/api"),
                        request -> request.header("Authorization", "Bearer " + TOKEN),
                        clock);
    }

    @AfterEach
    void close() {
        http.close();
    }

    private ForgeException refused(String path) {
        return catchThrowableOfType(ForgeException.class, () -> http.get(path));
    }

    @Test
    void whatIsAskedForIsBelowTheBaseAndAuthorized() {
        FORGE.stubFor(get("/api/items/1?full=true").willReturn(okJson("{\"id\": 1}")));

        assertThat(http.get("/items/1?full=true").path("id").intValue()).isEqualTo(1);

        FORGE.verify(
                getRequestedFor(urlEqualTo("/api/items/1?full=true"))
                        .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                        .withHeader("Accept", equalTo("application/json"))
                        .withHeader("User-Agent", equalTo("plumbline")));
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        FORGE.stubFor(
                get("/api/items").willReturn(okJson("[1, 2]").withHeader("ETag", "W/\"v1\"")));
        http.get("/items");
        FORGE.stubFor(
                get("/api/items")
                        .withHeader("If-None-Match", equalTo("W/\"v1\""))
                        .willReturn(status(304)));

        assertThat(http.get("/items")).hasSize(2);
    }

    @Test
    void whatHasChangedReplacesWhatIsKnown() {
        FORGE.stubFor(get("/api/items").willReturn(okJson("[1]").withHeader("ETag", "\"v1\"")));
        http.get("/items");
        FORGE.stubFor(get("/api/items").willReturn(okJson("[1, 2]").withHeader("ETag", "\"v2\"")));
        http.get("/items");

        http.get("/items");

        FORGE.verify(
                1,
                getRequestedFor(urlEqualTo("/api/items"))
                        .withHeader("If-None-Match", equalTo("\"v2\"")));
    }

    @Test
    void withoutATagAllIsAskedForAgain() {
        FORGE.stubFor(get("/api/items").willReturn(okJson("[]")));

        http.get("/items");
        http.get("/items");

        FORGE.verify(2, getRequestedFor(urlEqualTo("/api/items")).withoutHeader("If-None-Match"));
    }

    @Test
    void jsonIsSent() {
        FORGE.stubFor(post("/api/items").willReturn(okJson("{\"id\": 7}")));

        var answer = http.send("POST", "/items", ForgeJson.MAPPER.createObjectNode().put("a", 1));

        assertThat(answer.path("id").intValue()).isEqualTo(7);
        FORGE.verify(
                postRequestedFor(urlEqualTo("/api/items"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(equalToJson("{\"a\": 1}")));
    }

    @Test
    void anEmptyAnswerToWhatIsSentIsAnEmptyObject() {
        FORGE.stubFor(post("/api/items").willReturn(noContent()));

        assertThat(http.send("POST", "/items", ForgeJson.MAPPER.createObjectNode())).isEmpty();
    }

    @Test
    void thingsAreDeleted() {
        FORGE.stubFor(delete("/api/items/1").willReturn(noContent()));

        http.delete("/items/1");

        FORGE.verify(deleteRequestedFor(urlEqualTo("/api/items/1")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "401, DENIED",
        "403, DENIED",
        "404, NOT_THERE",
        "409, REFUSED",
        "410, NOT_THERE",
        "422, REFUSED",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void anErrorSaysWhatWasAskedWhatTheForgeSaysAndNoSecret(int status, Reason reason) {
        FORGE.stubFor(
                get("/api/items")
                        .willReturn(
                                aResponse()
                                        .withStatus(status)
                                        .withBody("{\"message\": \"No\\n such luck\"}")));

        ForgeException e = refused("/items");

        assertThat(e.reason()).isEqualTo(reason);
        assertThat(e)
                .hasMessageContaining(URI.create(FORGE.baseUrl()).getHost())
                .hasMessageContaining("GET /api/items")
                .hasMessageContaining("No such luck");
        assertThat(e.toString()).doesNotContain(TOKEN);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        FORGE.stubFor(get(anyUrl()).willReturn(status(404)));

        assertThat(http.find("/items/1")).isEmpty();
    }

    @Test
    void whatIsDeniedIsNotTakenForMissing() {
        FORGE.stubFor(get(anyUrl()).willReturn(status(403)));

        assertThatThrownBy(() -> http.find("/items/1"))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DENIED));
    }

    @Test
    void aRedirectIsNotFollowed() {
        FORGE.stubFor(get("/api/items").willReturn(temporaryRedirect(FORGE.url("/elsewhere"))));

        assertThat(refused("/items").reason()).isEqualTo(Reason.REFUSED);

        FORGE.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void anOverlongAnswerIsRefused() {
        FORGE.stubFor(get("/api/items").willReturn(aResponse().withBody(new byte[(8 << 20) + 1])));

        assertThat(refused("/items"))
                .hasMessageContaining("more than 8388608 bytes")
                .extracting(ForgeException::reason)
                .isEqualTo(Reason.REFUSED);
    }

    @Test
    void anAnswerThatIsNoJsonSaysWhatToCheck() {
        FORGE.stubFor(get("/api/items").willReturn(aResponse().withBody("<html>Hello</html>")));

        assertThat(refused("/items"))
                .hasMessageContaining("check that `api` is the base URL")
                .extracting(ForgeException::reason)
                .isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgainLater() {
        FORGE.stubFor(
                get("/api/items")
                        .willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));

        assertThat(refused("/items").reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aForgeThatCannotBeReachedIsUnavailable() {
        FORGE.stubFor(get("/api/items").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        ForgeException e = refused("/items");

        assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(e.toString()).doesNotContain(TOKEN);
    }

    /// Accepts what is authorized for the second time.
    private ForgeHttp renewing(AtomicInteger authorized) {
        return new ForgeHttp(
                URI.create(FORGE.baseUrl()),
                new Authorizer() {
                    @Override
                    public void authorize(HttpRequest.Builder request) {
                        request.setHeader(
                                "Authorization", "Bearer t" + authorized.incrementAndGet());
                    }

                    @Override
                    public boolean renew(HttpRequest refused) {
                        return true;
                    }
                },
                clock);
    }

    @Test
    void credentialsThatRanOutAreRenewedOnce() {
        AtomicInteger authorized = new AtomicInteger();
        FORGE.stubFor(post("/items").willReturn(status(401)));
        FORGE.stubFor(
                post("/items")
                        .withHeader("Authorization", equalTo("Bearer t2"))
                        .withRequestBody(equalToJson("{\"a\": 1}"))
                        .willReturn(okJson("{}")));

        try (ForgeHttp renewing = renewing(authorized)) {
            renewing.send("POST", "/items", ForgeJson.MAPPER.createObjectNode().put("a", 1));
        }

        assertThat(authorized).hasValue(2);
    }

    @Test
    void credentialsThatAreDeniedAgainAreNotRenewedAgain() {
        AtomicInteger authorized = new AtomicInteger();
        FORGE.stubFor(get("/items").willReturn(status(401)));

        try (ForgeHttp renewing = renewing(authorized)) {
            assertThatThrownBy(() -> renewing.get("/items")).isInstanceOf(ForgeException.class);
        }

        assertThat(authorized).hasValue(2);
    }
}
