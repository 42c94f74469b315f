package dev.plumbline.webhooks.github;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.plumbline.webhooks.github.TestingGithub.REPOSITORY;
import static dev.plumbline.webhooks.github.TestingGithub.answer;
import static dev.plumbline.webhooks.github.TestingGithub.page;
import static dev.plumbline.webhooks.github.TestingGithub.pages;
import static dev.plumbline.webhooks.github.TestingGithub.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.http.ForgeHttp;
import dev.plumbline.webhooks.http.TestingClock;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Comment 504 is of the token's user, 505 of another app, 506 of the app 7001; 501 is a person's
/// who pasted the mark.
final class GithubCommentsTest {
    @RegisterExtension static final WireMockExtension GITHUB = TestingGithub.server();

    private static final String COMMENTS = REPOSITORY + "/issues/42/comments";
    private static final GithubCredential TOKEN = new GithubCredential.Token(TestingGithub.TOKEN);

    @BeforeEach
    void takeComments() {
        page(GITHUB, "/api/v3/user", "user.json");
        GITHUB.stubFor(post(COMMENTS).willReturn(answer(201, "comment.json")));
        for (int id = 501; id <= 506; id++) {
            GITHUB.stubFor(
                    patch(REPOSITORY + "/issues/comments/" + id)
                            .willReturn(answer(200, "comment.json")));
        }
    }

    private static void write(GithubCredential credential, String mark, String... texts) {
        URI base = URI.create(GITHUB.baseUrl() + "/api/v3");
        try (ForgeHttp http = new ForgeHttp(base, _ -> {}, new TestingClock())) {
            var comments =
                    new GithubComments(http, GithubProject.of("acme/fraud-models"), credential);
            for (String text : texts) {
                comments.write(pullRequest(), mark, text);
            }
        }
    }

    private static void verifyWritten(String id, String text) {
        GITHUB.verify(0, postRequestedFor(anyUrl()));
        GITHUB.verify(1, patchRequestedFor(anyUrl()));
        GITHUB.verify(
                patchRequestedFor(urlEqualTo(REPOSITORY + "/issues/comments/" + id))
                        .withRequestBody(equalToJson(content(text))));
    }

    private static String content(String text) {
        return ForgeJson.MAPPER.createObjectNode().put("body", text).toString();
    }

    @Test
    void theFirstCommentOfAMarkIsNew() {
        pages(GITHUB, COMMENTS + "?per_page=100", "comments.json", "comments-2.json");

        write(TOKEN, "outcome/prod", "Done.");

        GITHUB.verify(0, patchRequestedFor(anyUrl()));
        GITHUB.verify(
                1,
                postRequestedFor(urlEqualTo(COMMENTS))
                        .withRequestBody(
                                equalToJson(content("<!-- plumbline:outcome/prod -->\nDone."))));
    }

    @Test
    void theTokensOwnCommentIsWrittenAnewWhoeverPastedItsMark() {
        pages(GITHUB, COMMENTS + "?per_page=100", "comments.json", "comments-2.json");

        write(TOKEN, "preview/prod", "2 changes");

        verifyWritten("504", "<!-- plumbline:preview/prod -->\n2 changes");
    }

    @Test
    void aPastedMarkAloneIsNoCommentOfOurs() {
        page(GITHUB, COMMENTS + "?per_page=100", "comments.json");

        write(TOKEN, "preview/prod", "2 changes");

        GITHUB.verify(1, postRequestedFor(urlEqualTo(COMMENTS)));
        GITHUB.verify(0, patchRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7001", "Iv23acme"})
    void anAppsOwnCommentIsWrittenAnew(String id) {
        pages(GITHUB, COMMENTS + "?per_page=100", "comments.json", "comments-2.json");

        write(
                new GithubCredential.App(id, OptionalLong.empty(), new Secret("unused")),
                "preview/prod",
                "2 changes");

        verifyWritten("506", "<!-- plumbline:preview/prod -->\n2 changes");
    }

    @Test
    void aTokenOfNoUserWritesAsABot() {
        pages(GITHUB, COMMENTS + "?per_page=100", "comments.json", "comments-2.json");
        GITHUB.stubFor(get("/api/v3/user").willReturn(answer(403, "error-403.json")));

        write(TOKEN, "preview/prod", "2 changes");

        verifyWritten("505", "<!-- plumbline:preview/prod -->\n2 changes");
    }

    @Test
    void whoCannotBeAskedWhoItIsWritesNothing() {
        pages(GITHUB, COMMENTS + "?per_page=100", "comments.json", "comments-2.json");
        GITHUB.stubFor(get("/api/v3/user").willReturn(answer(502, "README.md")));

        assertThatThrownBy(() -> write(TOKEN, "preview/prod", "2 changes"))
                .isInstanceOf(ForgeException.class);

        GITHUB.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void theSameTextIsNotWrittenAgain() {
        pages(GITHUB, COMMENTS + "?per_page=100", "comments.json", "comments-2.json");

        write(TOKEN, "preview/prod", "1 change");

        GITHUB.verify(0, postRequestedFor(anyUrl()));
        GITHUB.verify(0, patchRequestedFor(anyUrl()));
    }

    @Test
    void whoTheTokenIsIsAskedOnce() {
        GITHUB.stubFor(get(COMMENTS + "?per_page=100").willReturn(okJson("[]")));

        write(TOKEN, "preview/prod", "1 change", "2 changes");

        GITHUB.verify(1, getRequestedFor(urlEqualTo("/api/v3/user")));
    }

    @Test
    void aLongTextIsCutAfterALine() {
        GITHUB.stubFor(get(COMMENTS + "?per_page=100").willReturn(okJson("[]")));

        write(TOKEN, "preview/prod", "a line of text\n".repeat(5_000));

        String body =
                ForgeJson.MAPPER
                        .readTree(
                                GITHUB.findAll(postRequestedFor(urlEqualTo(COMMENTS)))
                                        .getFirst()
                                        .getBody())
                        .path("body")
                        .stringValue();
        assertThat(body.length()).isBetween(65_000, 65_536);
        assertThat(body)
                .startsWith("<!-- plumbline:preview/prod -->\na line of text\n")
                .containsPattern("a line of text\\s+_Cut here");
    }
}
