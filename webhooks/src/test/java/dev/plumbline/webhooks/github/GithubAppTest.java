package dev.plumbline.webhooks.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.plumbline.webhooks.github.TestingGithub.REPOSITORY;
import static dev.plumbline.webhooks.github.TestingGithub.answer;
import static dev.plumbline.webhooks.github.TestingGithub.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.http.TestingClock;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Installation tokens: asked for once, kept while they last, asked for again when they do not.
final class GithubAppTest {
    @RegisterExtension static final WireMockExtension GITHUB = TestingGithub.server();

    private static final String TOKENS = "/api/v3/app/installations/4242/access_tokens";
    private static final Secret KEY = TestingKey.pkcs8();

    private final TestingClock clock = new TestingClock();

    private GithubClient client(OptionalLong installation) {
        return new GithubClient(
                URI.create(GITHUB.baseUrl() + "/api/v3"),
                "acme/fraud-models",
                new GithubCredential.App("7001", installation, KEY),
                clock);
    }

    private GithubClient client() {
        return client(OptionalLong.of(4242));
    }

    private void giveToken(String token, Duration lifetime) {
        String body =
                TestingGithub.text("access-token.json")
                        .replace("TOKEN", token)
                        .replace("EXPIRES", clock.instant().plus(lifetime).toString());
        GITHUB.stubFor(post(TOKENS).willReturn(aResponse().withStatus(201).withBody(body)));
    }

    @Test
    void anAppHasEverything() {
        try (GithubClient client = client()) {
            assertThat(client.features()).containsExactlyInAnyOrder(Feature.values());
        }
    }

    @Test
    void callsBearTheTokenOfTheInstallationThatIsFoundByTheProject() {
        page(GITHUB, REPOSITORY + "/installation", "installation.json");
        page(GITHUB, REPOSITORY + "/pulls/42", "pull.json");
        giveToken("ghs_one", Duration.ofHours(1));

        try (GithubClient client = client(OptionalLong.empty())) {
            client.pullRequest(42);
            client.pullRequest(42);
        }

        GITHUB.verify(
                2,
                getRequestedFor(urlEqualTo(REPOSITORY + "/pulls/42"))
                        .withHeader("Authorization", equalTo("Bearer ghs_one")));
        GITHUB.verify(1, getRequestedFor(urlEqualTo(REPOSITORY + "/installation")));
        GITHUB.verify(
                1,
                postRequestedFor(urlEqualTo(TOKENS))
                        .withRequestBody(equalToJson("{\"repositories\": [\"fraud-models\"]}")));
    }

    @Test
    void aTokenIsAskedForAsTheApp() {
        page(GITHUB, REPOSITORY + "/pulls/42", "pull.json");
        giveToken("ghs_one", Duration.ofHours(1));

        try (GithubClient client = client()) {
            client.pullRequest(42);
        }

        String authorization =
                GITHUB.findAll(postRequestedFor(urlEqualTo(TOKENS)))
                        .getFirst()
                        .getHeader("Authorization");
        assertThat(authorization).startsWith("Bearer ");
        assertThat(TestingKey.verified(authorization.substring(7)).path("iss").stringValue())
                .isEqualTo("7001");
    }

    @Test
    void aTokenIsReplacedShortlyBeforeItExpires() {
        page(GITHUB, REPOSITORY + "/pulls/42", "pull.json");
        giveToken("ghs_one", Duration.ofHours(1));
        try (GithubClient client = client()) {
            client.pullRequest(42);
            clock.advance(Duration.ofMinutes(54));
            client.pullRequest(42);
            GITHUB.verify(1, postRequestedFor(urlEqualTo(TOKENS)));

            clock.advance(Duration.ofMinutes(1));
            giveToken("ghs_two", Duration.ofHours(1));
            client.pullRequest(42);
        }

        GITHUB.verify(
                1,
                getRequestedFor(urlEqualTo(REPOSITORY + "/pulls/42"))
                        .withHeader("Authorization", equalTo("Bearer ghs_two")));
    }

    @Test
    void aTokenThatWasRevokedIsReplacedOnce() {
        page(GITHUB, REPOSITORY + "/pulls/42", "pull.json");
        giveToken("ghs_one", Duration.ofHours(1));
        try (GithubClient client = client()) {
            client.pullRequest(42);
            GITHUB.stubFor(
                    get(REPOSITORY + "/pulls/42")
                            .withHeader("Authorization", equalTo("Bearer ghs_one"))
                            .willReturn(answer(401, "error-401.json")));
            giveToken("ghs_two", Duration.ofHours(1));

            assertThat(client.pullRequest(42).number()).isEqualTo(42);
        }
        GITHUB.verify(2, postRequestedFor(urlEqualTo(TOKENS)));
    }

    @Test
    void aTokenThatIsDeniedAgainIsAnError() {
        giveToken("ghs_one", Duration.ofHours(1));
        GITHUB.stubFor(get(anyUrl()).willReturn(answer(401, "error-401.json")));

        try (GithubClient client = client()) {
            assertThatThrownBy(() -> client.pullRequest(42))
                    .isInstanceOfSatisfying(
                            ForgeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DENIED))
                    .hasMessageNotContaining("ghs_one");
        }

        GITHUB.verify(2, postRequestedFor(urlEqualTo(TOKENS)));
    }

    @Test
    void anAppThatIsNotAcceptedSaysWhatToCheck() {
        GITHUB.stubFor(post(TOKENS).willReturn(answer(401, "error-401.json")));

        try (GithubClient client = client()) {
            assertThatThrownBy(() -> client.pullRequest(42))
                    .isInstanceOf(ForgeException.class)
                    .hasMessageContaining("its id, its private key and this machine's clock");
        }
    }

    @Test
    void anAppThatIsNotInstalledSaysWhereToInstallIt() {
        GITHUB.stubFor(get(REPOSITORY + "/installation").willReturn(answer(404, "error-404.json")));

        try (GithubClient client = client(OptionalLong.empty())) {
            assertThatThrownBy(() -> client.pullRequest(42))
                    .isInstanceOfSatisfying(
                            ForgeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_THERE))
                    .hasMessageContaining("is not installed on acme/fraud-models");
        }
    }
}
