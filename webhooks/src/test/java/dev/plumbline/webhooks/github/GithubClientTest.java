package dev.plumbline.webhooks.github;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.plumbline.webhooks.github.TestingGithub.HEAD;
import static dev.plumbline.webhooks.github.TestingGithub.REPOSITORY;
import static dev.plumbline.webhooks.github.TestingGithub.answer;
import static dev.plumbline.webhooks.github.TestingGithub.page;
import static dev.plumbline.webhooks.github.TestingGithub.pages;
import static dev.plumbline.webhooks.github.TestingGithub.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.PullRequest.State;
import dev.plumbline.webhooks.http.TestingClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A client of an Enterprise Server, whose API lies below a path, by a token.
final class GithubClientTest {
    @RegisterExtension static final WireMockExtension GITHUB = TestingGithub.server();

    private final TestingClock clock = new TestingClock();
    private GithubClient client = client("http://127.0.0.1");

    private GithubClient client(String base) {
        return new GithubClient(
                URI.create(base),
                "acme/fraud-models",
                new GithubCredential.Token(TestingGithub.TOKEN),
                clock);
    }

    @BeforeEach
    void open() {
        client.close();
        client = client(GITHUB.baseUrl() + "/api/v3/");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aTokenHasAllButAnnotations() {
        assertThat(client.features())
                .containsExactlyInAnyOrder(
                        Feature.COMMENTS,
                        Feature.STATUSES,
                        Feature.REVIEWS,
                        Feature.TEAMS,
                        Feature.PROPOSALS);
    }

    @Test
    void withATokenNothingIsAnnotated() {
        client.annotate(HEAD, "plumbline/prod", List.of());

        GITHUB.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fraud-models", "acme/", "acme/fraud/models", "acme/fraud models", ""})
    void aProjectHasAnOwnerAndAName(String project) {
        var credential = new GithubCredential.Token(TestingGithub.TOKEN);
        URI base = URI.create("https://api.github.com");

        assertThatThrownBy(() -> new GithubClient(base, project, credential, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + project + "\"")
                .hasMessageContaining("owner/name");
    }

    @Test
    void aCallSaysAsWhomAndByWhichVersionOfTheApi() {
        page(GITHUB, REPOSITORY + "/pulls/42", "pull.json");

        client.pullRequest(42);

        GITHUB.verify(
                getRequestedFor(urlEqualTo(REPOSITORY + "/pulls/42"))
                        .withHeader("Authorization", equalTo("Bearer ghp_s3cr3t"))
                        .withHeader("Accept", equalTo("application/vnd.github+json"))
                        .withHeader("X-GitHub-Api-Version", equalTo("2022-11-28")));
    }

    @Test
    void aPullRequestIsRead() {
        page(GITHUB, REPOSITORY + "/pulls/42", "pull.json");

        PullRequest pull = client.pullRequest(42);

        assertThat(pull.number()).isEqualTo(42);
        assertThat(pull.title()).isEqualTo("Lower the fraud threshold");
        assertThat(pull.page()).hasToString("https://github.com/acme/fraud-models/pull/42");
        assertThat(pull.author().name()).isEqualTo("ada");
        assertThat(pull.author().mails())
                .containsExactlyInAnyOrder(
                        "ada@users.noreply.github.com", "101+ada@users.noreply.github.com");
        assertThat(pull.base()).isEqualTo("main");
        assertThat(pull.branch()).isEqualTo("lower-threshold");
        assertThat(pull.head()).isEqualTo(HEAD);
        assertThat(pull.draft()).isFalse();
        assertThat(pull.fork()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"pull.json, OPEN", "pull-closed.json, CLOSED"})
    void aMergeThatWasOnlyTriedOutIsNone(String resource, State state) {
        page(GITHUB, REPOSITORY + "/pulls/42", resource);

        assertThat(client.pullRequest(42).state()).isEqualTo(state);
        assertThat(client.pullRequest(42).merged()).isEmpty();
    }

    @Test
    void aMergedPullRequestNamesWhatItLeftOnTheBase() {
        page(GITHUB, REPOSITORY + "/pulls/42", "pull-merged.json");

        PullRequest pull = client.pullRequest(42);

        assertThat(pull.state()).isEqualTo(State.MERGED);
        assertThat(pull.merged()).contains(revision('b'));
        assertThat(pull.head()).isEqualTo(HEAD);
    }

    @Test
    void allPagesOfOpenPullRequestsAreRead() {
        pages(
                GITHUB,
                REPOSITORY + "/pulls?state=open&per_page=100&base=release%2F1",
                "pulls.json",
                "pulls-2.json");

        assertThat(client.open("release/1"))
                .extracting(
                        PullRequest::number,
                        PullRequest::draft,
                        PullRequest::fork,
                        pull -> pull.author().name())
                .containsExactly(
                        tuple(42L, false, false, "ada"),
                        tuple(43L, true, true, "eve"),
                        tuple(44L, false, true, "ghost"));
    }

    @Test
    void onlyMergedPullRequestsBringACommit() {
        page(
                GITHUB,
                REPOSITORY + "/commits/" + revision('b') + "/pulls?per_page=100",
                "commit-pulls.json");

        assertThat(client.bringing(revision('b')))
                .extracting(PullRequest::number)
                .containsExactly(42L);
    }

    @Test
    void membersOfATeamAreReadFromAllPages() {
        pages(
                GITHUB,
                "/api/v3/orgs/acme/teams/ml-leads/members?per_page=100",
                "members.json",
                "members-2.json");

        assertThat(client.members("acme/ml-leads"))
                .containsExactlyInAnyOrder("ada", "bob", "carol");
        assertThat(client.members("ml-leads")).hasSize(3);
    }

    @Test
    void aTeamThatNobodyKnowsIsNotAnEmptyOne() {
        GITHUB.stubFor(get(anyUrl()).willReturn(answer(404, "error-404.json")));

        assertThatThrownBy(() -> client.members("acme/nobody"))
                .isInstanceOfSatisfying(
                        ForgeException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_THERE))
                .hasMessageContaining("/orgs/acme/teams/nobody/members");
    }

    @ParameterizedTest
    @EnumSource(CommitStatus.State.class)
    void aStatusIsToldByItsState(CommitStatus.State state) {
        GITHUB.stubFor(
                post(REPOSITORY + "/statuses/" + HEAD).willReturn(answer(201, "status.json")));

        client.report(
                HEAD,
                new CommitStatus(
                        "plumbline/prod",
                        state,
                        "2 changes",
                        Optional.of(URI.create("https://plumbline.example.com/prod"))));

        GITHUB.verify(
                postRequestedFor(urlEqualTo(REPOSITORY + "/statuses/" + HEAD))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {
                                          "state": "%s",
                                          "context": "plumbline/prod",
                                          "description": "2 changes",
                                          "target_url": "https://plumbline.example.com/prod"
                                        }
                                        """
                                                .formatted(
                                                        switch (state) {
                                                            case PENDING -> "pending";
                                                            case SUCCESS -> "success";
                                                            case FAILURE -> "failure";
                                                            case ERROR -> "error";
                                                        }))));
    }

    @Test
    void aLongStatusIsCutAndOnlyPagesOfTheWebAreLinked() {
        GITHUB.stubFor(post(anyUrl()).willReturn(answer(201, "status.json")));

        client.report(
                HEAD,
                new CommitStatus(
                        "plumbline/prod",
                        CommitStatus.State.ERROR,
                        "long ".repeat(50),
                        Optional.of(URI.create("file:///plumbline/prod"))));

        GITHUB.verify(
                postRequestedFor(anyUrl())
                        .withRequestBody(matchingJsonPath("$[?(@.description =~ /.{139}…/)]"))
                        .withRequestBody(matchingJsonPath("$[?(!@.target_url)]")));
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        String path = REPOSITORY + "/pulls/42";
        GITHUB.stubFor(
                get(path).willReturn(answer(200, "pull.json").withHeader("ETag", "W/\"v1\"")));
        PullRequest first = client.pullRequest(42);
        GITHUB.stubFor(
                get(path).withHeader("If-None-Match", equalTo("W/\"v1\"")).willReturn(status(304)));

        assertThat(client.pullRequest(42)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "401, error-401.json, DENIED,      Bad credentials",
        "403, error-403.json, DENIED,      Resource not accessible by integration",
        "404, error-404.json, NOT_THERE,   Not Found",
        "500, error-404.json, UNAVAILABLE, Not Found",
        "502, README.md,      UNAVAILABLE, status 502"
    })
    void anErrorSaysWhatGithubSaysAndNoToken(
            int status, String resource, Reason reason, String said) {
        GITHUB.stubFor(get(anyUrl()).willReturn(answer(status, resource)));

        ForgeException e = catchThrowableOfType(ForgeException.class, () -> client.pullRequest(42));

        assertThat(e.reason()).isEqualTo(reason);
        assertThat(e).hasMessageContaining(said);
        assertThat(e.toString()).doesNotContain("ghp_s3cr3t");
    }

    @Test
    void aLimitIsKeptTo() {
        GITHUB.stubFor(
                get(anyUrl())
                        .willReturn(
                                answer(403, "error-403.json")
                                        .withHeader("X-RateLimit-Remaining", "0")
                                        .withHeader("X-RateLimit-Reset", "1772445660")));
        assertThatThrownBy(() -> client.pullRequest(42)).isInstanceOf(ForgeException.class);
        page(GITHUB, REPOSITORY + "/pulls/42", "pull.json");

        assertThatThrownBy(() -> client.pullRequest(42))
                .isInstanceOfSatisfying(
                        ForgeException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.LIMITED));

        clock.advance(Duration.ofSeconds(60));
        assertThat(client.pullRequest(42).number()).isEqualTo(42);
    }

    @Test
    void anAnswerWithoutWhatIsDocumentedIsAnError() {
        GITHUB.stubFor(get(anyUrl()).willReturn(answer(200, "error-404.json")));

        assertThatThrownBy(() -> client.pullRequest(42))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("has no text at /state");
    }
}
