package dev.plumbline.webhooks.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A forge that wants to be left alone is, and nobody waits in a thread for it.
final class ForgeHttpLimitTest {
    @RegisterExtension
    static final WireMockExtension FORGE =
            WireMockExtension.newInstance()
                    .options(options().bindAddress("127.0.0.1").dynamicPort())
                    .build();

    private final TestingClock clock = new TestingClock();
    private ForgeHttp http = new ForgeHttp(URI.create("http://127.0.0.1"), _ -> {}, clock);

    @BeforeEach
    void open() {
        http = new ForgeHttp(URI.create(FORGE.baseUrl()), _ -> {}, clock);
    }

    @AfterEach
    void close() {
        http.close();
    }

    private void answer(ResponseDefinitionBuilder response) {
        FORGE.stubFor(get(anyUrl()).willReturn(response));
    }

    private ForgeException refused() {
        return catchThrowableOfType(ForgeException.class, () -> http.get("/items"));
    }

    @Test
    void aRefusalSaysFromWhenOnItIsAskedAgain() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "120"));

        ForgeException e = refused();

        assertThat(e.reason()).isEqualTo(Reason.LIMITED);
        assertThat(e.again()).contains(clock.instant().plusSeconds(120));
        assertThat(e).hasMessageContaining("2026-03-02T10:02:00Z");
    }

    @Test
    void noCallGoesOutBeforeThatAndOneDoesAfter() {
        answer(aResponse().withStatus(403).withHeader("Retry-After", "120"));
        refused();
        answer(okJson("[]"));
        clock.advance(Duration.ofSeconds(119));

        assertThat(refused().reason()).isEqualTo(Reason.LIMITED);
        FORGE.verify(1, anyRequestedFor(anyUrl()));

        clock.advance(Duration.ofSeconds(1));
        assertThat(http.get("/items")).isEmpty();
    }

    @Test
    void theLastCallOfALimitIsAnsweredAndTheNextIsNotMade() {
        answer(
                okJson("[1]")
                        .withHeader("X-RateLimit-Remaining", "0")
                        .withHeader("X-RateLimit-Reset", "1772446500"));

        assertThat(http.get("/items")).hasSize(1);

        assertThat(refused().again()).contains(clock.instant().plusSeconds(900));
    }

    @Test
    void aSecondaryLimitThatOnlyItsTextTellsOfIsKeptToForAMinute() {
        answer(
                aResponse()
                        .withStatus(403)
                        .withBody(
                                "{\"message\": \"You have exceeded a secondary rate limit. Please wait a few minutes before you try again.\"}"));

        assertThat(refused().reason()).isEqualTo(Reason.LIMITED);

        assertThat(refused().again()).contains(clock.instant().plusSeconds(60));
        FORGE.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void aDenialIsNoLimit() {
        answer(aResponse().withStatus(403).withHeader("X-RateLimit-Remaining", "4999"));

        assertThat(refused().reason()).isEqualTo(Reason.DENIED);
    }
}
