package dev.plumbline.webhooks.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.CommitStatus;
import dev.plumbline.webhooks.forge.CommitStatus.State;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.ForgeException;
import dev.plumbline.webhooks.forge.ForgeException.Reason;
import dev.plumbline.webhooks.forge.Proposal;
import dev.plumbline.webhooks.forge.PullRequest;
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

class GitlabClientTest {
    private static final Instant NOW = Instant.parse("2026-03-04T00:00:00Z");
    private static final Revision HEAD = new Revision("1".repeat(40));
    private static final String PROJECT = "/projects/acme%2Ffraud";
    private static final String REQUEST = PROJECT + "/merge_requests/12";
    private static final String STATUS = PROJECT + "/statuses/" + HEAD;
    private static final String NOTES =
            REQUEST + "/notes?sort=asc&order_by=created_at&per_page=100";
    private static final String MARK = "<!-- plumbline:plan/prod -->\n";

    private final StubbedForge gitlab = new StubbedForge("gitlab", "/under/api/v4");
    private final GitlabClient client =
            new GitlabClient(
                    URI.create(gitlab.url() + "/under/"),
                    "acme/fraud",
                    new Secret("glpat-1"),
                    () -> NOW);

    @AfterEach
    void stop() {
        client.close();
        gitlab.close();
    }

    @Test
    void openMergeRequestsComeFromEveryPageSaveThoseWithoutACommit() {
        String path =
                PROJECT + "/merge_requests?state=opened&scope=all&target_branch=main&per_page=100";
        page(path, "merge-requests-1.json", path + "&page=2");
        gitlab.get(path + "&page=2", "merge-requests-2.json");

        assertThat(client.open("main"))
                .extracting(PullRequest::number, PullRequest::fork, PullRequest::draft)
                .containsExactly(
                        tuple(12L, false, false), tuple(13L, true, true), tuple(15L, true, false));
        assertThat(gitlab.requests("GET"))
                .allMatch(request -> request.getHeader("PRIVATE-TOKEN").equals("glpat-1"));
    }

    @Test
    void aMergeRequestIsReadWithItsPrivateAddress() {
        PullRequest read = mergeRequest();

        assertThat(read.base()).isEqualTo("main");
        assertThat(read.branch()).isEqualTo("model-4");
        assertThat(read.head()).isEqualTo(HEAD);
        assertThat(read.state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(read.merged()).isEmpty();
        assertThat(read.author().mails()).containsExactly("11-ada@users.noreply.127.0.0.1");
        assertThat(client.headRef(read)).isEqualTo("refs/merge-requests/12/head");
    }

    @Test
    void onlyMergedRequestsBringACommitByMergeSquashOrFastForward() {
        gitlab.get(
                PROJECT + "/repository/commits/" + HEAD + "/merge_requests?per_page=100",
                "merge-requests-of-commit.json");

        assertThat(client.bringing(HEAD))
                .extracting(PullRequest::number, PullRequest::merged)
                .containsExactly(
                        tuple(20L, Optional.of(new Revision("2".repeat(40)))),
                        tuple(21L, Optional.of(new Revision("3".repeat(40)))),
                        tuple(22L, Optional.of(HEAD)));
    }

    @Test
    void writersAreTheAuthorAndWhoeverCommitted() {
        gitlab.get("/users/11", "user-11.json");
        gitlab.get(REQUEST + "/commits?per_page=100", "commits.json");
        gitlab.get("/users?search=bob%40example.com&per_page=100", "users-bob.json");
        gitlab.get("/users?search=nobody%40example.com&per_page=100", "merge-requests-none.json");

        assertThat(client.writers(mergeRequest()))
                .containsExactlyInAnyOrder(
                        new User(
                                "ada",
                                Set.of("ada@example.com", "11-ada@users.noreply.127.0.0.1"),
                                false),
                        new User(
                                "bob",
                                Set.of("bob@example.com", "12-bob@users.noreply.127.0.0.1"),
                                false),
                        new User("nobody@example.com", Set.of("nobody@example.com"), false));
    }

    @Test
    void aTeamHasTheActiveMembersOfItsGroupAndThoseAbove() {
        String path = "/groups/acme%2Fml-leads/members/all?per_page=100";
        page(path, "members-1.json", path + "&page=2");
        gitlab.get(path + "&page=2", "members-2.json");

        assertThat(client.members("acme/ml-leads")).containsExactlyInAnyOrder("ada", "carol");
    }

    @Test
    void aCommentIsWrittenAnewOnlyWhereItIsTheTokensOwn() {
        gitlab.get("/user", "self.json");
        page(NOTES, "notes-1.json", NOTES + "&page=2");
        gitlab.get(NOTES + "&page=2", "notes-2.json");
        sent("PUT", REQUEST + "/notes/42");

        client.comment(mergeRequest(), "plan/prod", "before");
        assertThat(gitlab.requests("PUT")).isEmpty();
        client.comment(mergeRequest(), "plan/prod", "after");

        assertThat(body("PUT").path("body").asString()).isEqualTo(MARK + "after");
    }

    @Test
    void aFirstCommentIsCreatedAndCutWhereGitLabTakesNoMore() {
        gitlab.get("/user", "self.json");
        gitlab.get(NOTES, "notes-1.json");
        sent("POST", REQUEST + "/notes");

        client.comment(mergeRequest(), "plan/prod", "a line\n".repeat(200_000));

        String text = body("POST").path("body").asString();
        assertThat(text).startsWith(MARK + "a line\n").endsWith("takes no longer text._");
        assertThat(text.length()).isBetween(999_000, 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"PENDING, pending", "SUCCESS, success", "FAILURE, failed", "ERROR, failed"})
    void aStatusIsSaidInGitLabsWords(State state, String said) {
        sent("POST", STATUS);

        client.report(HEAD, status(state, "x".repeat(300), "https://plumb.example.com/1"));

        assertThat(body("POST").path("state").asString()).isEqualTo(said);
        assertThat(body("POST").path("name").asString()).isEqualTo("plumbline/prod");
        assertThat(body("POST").path("description").asString()).hasSize(255).endsWith("x…");
        assertThat(body("POST").path("target_url").asString())
                .isEqualTo("https://plumb.example.com/1");
    }

    @Test
    void onlyPagesOfTheWebAreLinked() {
        sent("POST", STATUS);

        client.report(HEAD, status(State.SUCCESS, "done", "javascript:alert(1)"));

        assertThat(body("POST").has("target_url")).isFalse();
    }

    @Test
    void aStatusThatIsPendingAlreadyIsNoError() {
        gitlab.answer("POST", STATUS, refusal(400, "transition-refused.json"));
        gitlab.get(
                PROJECT
                        + "/repository/commits/"
                        + HEAD
                        + "/statuses?name=plumbline%2Fprod&per_page=100",
                "statuses-pending.json");

        client.report(HEAD, status(State.PENDING, "planned", "https://plumb.example.com/1"));

        assertThat(gitlab.requests("POST")).hasSize(1);
        assertThatThrownBy(() -> client.report(HEAD, status(State.SUCCESS, "done", "https://a")))
                .isInstanceOfSatisfying(
                        ForgeException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
    }

    @Test
    void aProposalOpensAMergeRequestOrGivesTheOpenOneItsTexts() {
        String known =
                PROJECT
                        + "/merge_requests?state=opened&scope=all&source_branch=model-4&target_branch=main&per_page=100";
        gitlab.get(known, "merge-requests-none.json");
        gitlab.answer(
                "POST",
                PROJECT + "/merge_requests",
                aResponse().withStatus(201).withBody(gitlab.json("merge-request.json")));
        gitlab.answer("PUT", REQUEST, aResponse().withBody(gitlab.json("merge-request.json")));
        Proposal proposal = new Proposal("model-4", "main", "Use model 4", "More recall");

        assertThat(client.propose(proposal).number()).isEqualTo(12);
        assertThat(body("POST").path("source_branch").asString()).isEqualTo("model-4");

        gitlab.get(known, "merge-requests-1.json");
        assertThat(client.propose(proposal).number()).isEqualTo(12);
        assertThat(gitlab.requests("PUT")).isEmpty();
        client.propose(new Proposal("model-4", "main", "Use model 4", "Other text"));
        assertThat(body("PUT").path("description").asString()).isEqualTo("Other text");
    }

    @Test
    void anUnchangedAnswerIsNotTransferredAgain() {
        gitlab.answer(
                "GET",
                REQUEST,
                aResponse()
                        .withHeader("ETag", "W/\"1\"")
                        .withBody(gitlab.json("merge-request.json")));
        client.pullRequest(12);
        gitlab.answer("GET", REQUEST, aResponse().withStatus(304));

        assertThat(client.pullRequest(12).number()).isEqualTo(12);
        assertThat(gitlab.requests("GET").getLast().getHeader("If-None-Match"))
                .isEqualTo("W/\"1\"");
    }

    @Test
    void nothingIsAskedBeforeTheRateLimitIsReset() {
        String reset = String.valueOf(NOW.plusSeconds(60).getEpochSecond());
        gitlab.answer(
                "GET",
                REQUEST,
                aResponse()
                        .withStatus(429)
                        .withHeader("RateLimit-Remaining", "0")
                        .withHeader("RateLimit-Reset", reset));

        assertThatThrownBy(() -> client.pullRequest(12))
                .isInstanceOfSatisfying(
                        ForgeException.class,
                        e -> assertThat(e.again()).contains(NOW.plusSeconds(60)));
        assertThatThrownBy(() -> client.pullRequest(12)).isInstanceOf(ForgeException.class);
        assertThat(gitlab.requests("GET")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized.json, DENIED",
        "403, unauthorized.json, DENIED",
        "404, not-found.json, NOT_THERE",
        "422, not-found.json, REFUSED",
        "502, not-found.json, UNAVAILABLE"
    })
    void refusalsSayWhy(int status, String file, Reason reason) {
        gitlab.answer("GET", REQUEST, refusal(status, file));

        assertThatThrownBy(() -> client.pullRequest(12))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageNotContaining("glpat-1");
    }

    @Test
    void annotationsAreNotAmongTheFeaturesAndAskNothing() {
        client.annotate(HEAD, "plumbline/prod", List.of());

        assertThat(client.features()).doesNotContain(Feature.ANNOTATIONS);
        assertThat(gitlab.requests("POST")).isEmpty();
    }

    private PullRequest mergeRequest() {
        gitlab.get(REQUEST, "merge-request.json");
        return client.pullRequest(12);
    }

    private void page(String path, String file, String next) {
        String link = "<%s/under/api/v4%s>; rel=\"next\"".formatted(gitlab.url(), next);
        gitlab.answer(
                "GET", path, aResponse().withHeader("Link", link).withBody(gitlab.json(file)));
    }

    private void sent(String method, String path) {
        gitlab.answer(method, path, aResponse().withStatus(201).withBody("{}"));
    }

    private ResponseDefinitionBuilder refusal(int status, String file) {
        return aResponse().withStatus(status).withBody(gitlab.json(file));
    }

    private static CommitStatus status(State state, String text, String page) {
        return new CommitStatus("plumbline/prod", state, text, Optional.of(URI.create(page)));
    }

    private JsonNode body(String method) {
        return ForgeJson.MAPPER.readTree(gitlab.requests(method).getLast().getBody());
    }
}
