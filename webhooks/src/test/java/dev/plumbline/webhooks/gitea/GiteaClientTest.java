package dev.plumbline.webhooks.gitea;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.CommitStatus.State;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.json.ForgeJson;
import dev.plumbline.webhooks.testing.StubbedForge;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GiteaClientTest {
    private static final Instant NOW = Instant.parse("2026-03-04T00:00:00Z");
    private static final Revision HEAD = new Revision("1".repeat(40));
    private static final String PROJECT = "/repos/acme/fraud";
    private static final String PULL = PROJECT + "/pulls/12";
    private static final String OPEN = PROJECT + "/pulls?state=open&limit=50";
    private static final String COMMENTS = PROJECT + "/issues/12/comments";
    private static final String STATUS = PROJECT + "/statuses/" + HEAD;
    private static final String MARK = "<!-- plumbline:plan/prod -->\n";

    private final StubbedForge gitea = new StubbedForge("gitea", "/git/api/v1");
    private final GiteaClient client =
            new GiteaClient(
                    URI.create(gitea.url() + "/git/api/v1"),
                    "acme/fraud",
                    new Secret("tok-1"),
                    () -> NOW);

    @AfterEach
    void stop() {
        client.close();
        gitea.close();
    }

    @Test
    void openPullRequestsIntoTheBranchComeFromEveryPage() {
        page(OPEN, "pulls-1.json", OPEN + "&page=2");
        gitea.get(OPEN + "&page=2", "pulls-2.json");

        assertThat(client.open("main"))
                .extracting(PullRequest::number, PullRequest::fork, PullRequest::draft)
                .containsExactly(tuple(13L, true, true), tuple(12L, false, false));
        assertThat(gitea.requests("GET"))
                .allMatch(request -> request.getHeader("Authorization").equals("token tok-1"));
    }

    @Test
    void aPullRequestIsRead() {
        PullRequest read = pull();

        assertThat(read.base()).isEqualTo("main");
        assertThat(read.branch()).isEqualTo("model-4");
        assertThat(read.head()).isEqualTo(HEAD);
        assertThat(read.author()).isEqualTo(new User("ada", Set.of("ada@example.com"), false));
        assertThat(read.merged()).isEmpty();
        assertThat(client.headRef(read)).isEqualTo("refs/pull/12/head");
    }

    @Test
    void aCommitIsBroughtByTheMergedPullRequestThatLeftItAlone() {
        String path = PROJECT + "/commits/" + HEAD + "/pull";
        assertThat(client.bringing(HEAD)).isEmpty();
        gitea.get(path, "pull-closed.json");
        assertThat(client.bringing(HEAD)).isEmpty();
        gitea.get(path, "pull-merged.json");

        assertThat(client.bringing(HEAD))
                .extracting(PullRequest::number, PullRequest::state, PullRequest::merged)
                .containsExactly(
                        tuple(
                                20L,
                                PullRequest.State.MERGED,
                                Optional.of(new Revision("2".repeat(40)))));
    }

    @Test
    void theLastReviewOfEachCountsSaveThatCommentsTakeNothingBack() {
        String path = PULL + "/reviews?limit=50";
        page(path, "reviews-1.json", path + "&page=2");
        gitea.get(path + "&page=2", "reviews-2.json");

        assertThat(client.reviews(pull()))
                .extracting(review -> review.by().name(), Review::verdict, Review::current)
                .containsExactlyInAnyOrder(
                        tuple("bob", Verdict.APPROVED, true),
                        tuple("carol", Verdict.APPROVED, false),
                        tuple("eve", Verdict.DISMISSED, false),
                        tuple("ada", Verdict.COMMENTED, true));
    }

    @Test
    void anApprovalOfAnOlderCommitIsNotCurrentThoughNotMarkedStale() {
        gitea.get(PULL + "/reviews?limit=50", "reviews-older.json");

        assertThat(client.reviews(pull()))
                .singleElement()
                .satisfies(review -> {
                    assertThat(review.current()).isFalse();
                    assertThat(review.commit()).contains(new Revision("9".repeat(40)));
                });
    }

    @Test
    void writersAreTheAuthorAndWhoeverCommitted() {
        gitea.get(PULL + "/commits?limit=50&files=false", "commits.json");

        assertThat(client.writers(pull()))
                .containsExactlyInAnyOrder(
                        new User("ada", Set.of("ada@example.com"), false),
                        new User("bob", Set.of("bob@example.com", "bob@work.example.com"), false),
                        new User("nobody@example.com", Set.of("nobody@example.com"), false));
    }

    @Test
    void aTeamHasItsMembersFromEveryPage() {
        gitea.get("/orgs/acme/teams?limit=50", "teams.json");
        page("/teams/4/members?limit=50", "members-1.json", "/teams/4/members?limit=50&page=2");
        gitea.get("/teams/4/members?limit=50&page=2", "members-2.json");

        assertThat(client.members("acme/ml-leads")).containsExactlyInAnyOrder("ada", "bob");
    }

    @ParameterizedTest
    @CsvSource({"acme/nobody", "acme", "/ml-leads"})
    void aTeamThatIsNotThereIsSaidSo(String team) {
        gitea.get("/orgs/acme/teams?limit=50", "teams.json");

        assertThatThrownBy(() -> client.members(team))
                .isInstanceOfSatisfying(
                        ForgeException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_THERE))
                .hasMessageContaining(team);
    }

    @Test
    void aCommentIsWrittenAnewOnlyWhereItIsTheTokensOwn() {
        gitea.get("/user", "self.json");
        gitea.get(COMMENTS, "comments.json");
        sent("PATCH", PROJECT + "/issues/comments/42");

        client.comment(pull(), "plan/prod", "before");
        assertThat(gitea.requests("PATCH")).isEmpty();
        client.comment(pull(), "plan/prod", "after");

        assertThat(body("PATCH").path("body").asString()).isEqualTo(MARK + "after");
    }

    @Test
    void aFirstCommentIsCreatedAndCut() {
        gitea.get("/user", "self.json");
        gitea.get(COMMENTS, "comments-pasted.json");
        sent("POST", COMMENTS);

        client.comment(pull(), "plan/prod", "a line\n".repeat(20_000));

        String text = body("POST").path("body").asString();
        assertThat(text).startsWith(MARK + "a line\n").endsWith("takes no longer text._");
        assertThat(text.length()).isBetween(65_000, 65_536);
    }

    @ParameterizedTest
    @CsvSource({"PENDING, pending", "SUCCESS, success", "FAILURE, failure", "ERROR, error"})
    void aStatusIsSaidInGiteasWords(State state, String said) {
        sent("POST", STATUS);

        client.report(HEAD, status(state, "https://plumb.example.com/1"));

        assertThat(body("POST").path("state").asString()).isEqualTo(said);
        assertThat(body("POST").path("context").asString()).isEqualTo("plumbline/prod");
        assertThat(body("POST").path("description").asString()).hasSize(255).endsWith("x…");
        assertThat(body("POST").path("target_url").asString())
                .isEqualTo("https://plumb.example.com/1");
    }

    @Test
    void onlyPagesOfTheWebAreLinked() {
        sent("POST", STATUS);

        client.report(HEAD, status(State.SUCCESS, "javascript:alert(1)"));

        assertThat(body("POST").has("target_url")).isFalse();
    }

    @Test
    void aProposalOpensAPullRequestOrGivesTheOpenOneItsTexts() {
        gitea.get(OPEN, "pulls-1.json");
        answered("POST", PROJECT + "/pulls");
        answered("PATCH", PULL);
        Proposal proposal = new Proposal("model-4", "main", "Use model 4", "More recall");

        assertThat(client.propose(proposal).number()).isEqualTo(12);
        assertThat(body("POST").path("head").asString()).isEqualTo("model-4");

        gitea.get(OPEN, "pulls-2.json");
        assertThat(client.propose(proposal).number()).isEqualTo(12);
        assertThat(gitea.requests("PATCH")).isEmpty();
        client.propose(new Proposal("model-4", "main", "Use model 4", "Other text"));
        assertThat(body("PATCH").path("body").asString()).isEqualTo("Other text");
    }

    @Test
    void anUnchangedAnswerIsNotTransferredAgain() {
        gitea.answer(
                "GET",
                PULL,
                aResponse().withHeader("ETag", "\"1\"").withBody(gitea.json("pull.json")));
        client.pullRequest(12);
        gitea.answer("GET", PULL, aResponse().withStatus(304));

        assertThat(client.pullRequest(12).number()).isEqualTo(12);
        assertThat(gitea.requests("GET").getLast().getHeader("If-None-Match")).isEqualTo("\"1\"");
    }

    @Test
    void nothingIsAskedBeforeTheForgeWantsToBeAskedAgain() {
        gitea.answer("GET", PULL, aResponse().withStatus(429).withHeader("Retry-After", "60"));

        assertThatThrownBy(() -> client.pullRequest(12))
                .isInstanceOfSatisfying(
                        ForgeException.class,
                        e -> assertThat(e.again()).contains(NOW.plusSeconds(60)));
        assertThatThrownBy(() -> client.pullRequest(12)).isInstanceOf(ForgeException.class);
        assertThat(gitea.requests("GET")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"401, DENIED", "403, DENIED", "404, NOT_THERE", "422, REFUSED", "500, UNAVAILABLE"})
    void refusalsSayWhy(int status, Reason reason) {
        gitea.answer(
                "GET", PULL, aResponse().withStatus(status).withBody(gitea.json("error.json")));

        assertThatThrownBy(() -> client.pullRequest(12))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining("token is required")
                .hasMessageNotContaining("tok-1");
    }

    @Test
    void annotationsAreNotAmongTheFeaturesAndAskNothing() {
        client.annotate(HEAD, "plumbline/prod", List.of());

        assertThat(client.features()).doesNotContain(Feature.ANNOTATIONS);
        assertThat(gitea.requests("POST")).isEmpty();
    }

    private PullRequest pull() {
        gitea.get(PULL, "pull.json");
        return client.pullRequest(12);
    }

    private void page(String path, String file, String next) {
        String link = "<%s/git/api/v1%s>; rel=\"next\"".formatted(gitea.url(), next);
        gitea.answer("GET", path, aResponse().withHeader("Link", link).withBody(gitea.json(file)));
    }

    private void sent(String method, String path) {
        gitea.answer(method, path, aResponse().withStatus(201).withBody("{}"));
    }

    private void answered(String method, String path) {
        gitea.answer(method, path, aResponse().withStatus(201).withBody(gitea.json("pull.json")));
    }

    private static CommitStatus status(State state, String page) {
        return new CommitStatus(
                "plumbline/prod", state, "x".repeat(300), Optional.of(URI.create(page)));
    }

    private JsonNode body(String method) {
        return ForgeJson.MAPPER.readTree(gitea.requests(method).getLast().getBody());
    }
}
