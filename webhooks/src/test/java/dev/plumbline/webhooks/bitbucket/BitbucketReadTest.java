package dev.plumbline.webhooks.bitbucket;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.Feature;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.forge.User;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BitbucketReadTest extends BitbucketFixture {
    private static final Revision MERGE = new Revision("f".repeat(40));

    @Test
    void pullRequestsIntoABranchAreReadWithFullCommits() {
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests/13/commits")), "commits");
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests/14/commits")), "commits");
        stub(
                get(urlPathEqualTo(REPOSITORY + "/pullrequests"))
                        .withHeader("Authorization", equalTo("Bearer access-token"))
                        .withQueryParam(
                                "q",
                                equalTo(
                                        "state = \"OPEN\" AND destination.branch.name = \"a \\\"main\\\"\"")),
                "pull-requests");

        List<PullRequest> open = client.open("a \"main\"");

        assertThat(open.getFirst())
                .isEqualTo(
                        new PullRequest(
                                12,
                                "Scale fraud-blue up",
                                URI.create("https://bitbucket.org/acme/specs/pull-requests/12"),
                                User.named("712020:ada"),
                                "main",
                                "scale-up",
                                HEAD,
                                PullRequest.State.OPEN,
                                Optional.empty(),
                                false,
                                false));
        assertThat(open).extracting(PullRequest::fork).containsExactly(false, true, true);
        assertThat(open).extracting(PullRequest::draft).containsExactly(false, true, false);
        assertThat(open.get(1).head()).isEqualTo(new Revision("c".repeat(40)));
    }

    @Test
    void pagesAreFollowedByTheirLinks() {
        var path = urlPathEqualTo(REPOSITORY + "/pullrequests");
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests/13/commits")), "commits");
        stub(
                get(path).withQueryParam("page", absent()),
                "pull-requests-1",
                REPOSITORY + "/pullrequests?page=2");
        stub(get(path).withQueryParam("page", equalTo("2")), "pull-requests-2");

        assertThat(client.open("main")).extracting(PullRequest::number).containsExactly(12L, 13L);
    }

    @Test
    void aBranchThatIsCalledAsACommitIsNotTakenForIt() {
        stub(get(urlPathEqualTo(REPOSITORY + "/commit/aaaaaaaaaaaa")), "commit-merge");
        stub(get(urlPathEqualTo(TWELVE + "/commits")), "commits");

        assertThat(twelve().head()).isEqualTo(HEAD);
    }

    private static void stubMerged() {
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests/11")), "pull-request-merged");
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests/10")), "pull-request-declined");
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests/11/commits")), "commits-of-eleven");
        stub(get(urlPathEqualTo(REPOSITORY + "/commit/ffffffffffff")), "commit-merge");
    }

    @Test
    void mergedPullRequestsThatACommitIsLinkedToAreFound() {
        stubMerged();
        stub(
                get(urlPathEqualTo(REPOSITORY + "/commit/" + MERGE + "/pullrequests")),
                "pull-requests-linked");
        stub(get(urlPathEqualTo(REPOSITORY + "/pullrequests")), "pull-requests-none");

        List<PullRequest> bringing = client.bringing(MERGE);

        assertThat(bringing).extracting(PullRequest::number).containsExactly(11L);
        assertThat(bringing.getFirst().state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(bringing.getFirst().merged()).contains(MERGE);
    }

    @Test
    void theMergeCommitIsFoundWithoutLinksToo() {
        stubMerged();
        stub(
                get(urlPathEqualTo(REPOSITORY + "/pullrequests"))
                        .withQueryParam("state", equalTo("MERGED"))
                        .withQueryParam("sort", equalTo("-updated_on")),
                "pull-requests-merged");

        assertThat(client.bringing(MERGE)).extracting(PullRequest::number).containsExactly(11L);
        assertThat(client.bringing(HEAD)).isEmpty();
    }

    @Test
    void writersAreTheAuthorAndTheAuthorsOfCommits() {
        stub(get(urlPathEqualTo(TWELVE + "/commits")), "commits");

        assertThat(client.writers(twelve()))
                .containsExactlyInAnyOrder(
                        User.named("712020:ada"),
                        new User("712020:bob", Set.of("bob@example.com"), false),
                        new User("carol@example.com", Set.of("carol@example.com"), false),
                        User.named("nobody"));
    }

    @Test
    void reviewsAreOfTheirLastWordAndCurrentWhenLaterThanTheHead() {
        var path = urlPathEqualTo(TWELVE + "/activity");
        stub(get(path).withQueryParam("page", absent()), "activity-1", TWELVE + "/activity?page=2");
        stub(get(path).withQueryParam("page", equalTo("2")), "activity-2");
        PullRequest twelve = twelve();

        assertThat(client.reviews(twelve))
                .containsExactly(
                        review(twelve, "bob", Verdict.APPROVED, true, "12:00:00"),
                        review(twelve, "carol", Verdict.APPROVED, false, "10:30:00"),
                        review(twelve, "eve", Verdict.CHANGES_REQUESTED, true, "12:30:00"),
                        new Review(
                                new User("712020:plumbline", Set.of(), true),
                                Verdict.DISMISSED,
                                Optional.empty(),
                                false,
                                Instant.parse("2026-03-02T10:20:00Z"),
                                twelve.page()));
    }

    @Test
    void anApprovalThatTheActivityDoesNotHaveIsNotCurrent() {
        stub(get(urlPathEqualTo(TWELVE + "/activity")), "pull-requests-none");

        assertThat(client.reviews(twelve())).hasSize(3).noneMatch(Review::current);
    }

    private static Review review(
            PullRequest of, String by, Verdict verdict, boolean current, String at) {
        return new Review(
                User.named("712020:" + by),
                verdict,
                Optional.empty(),
                current,
                Instant.parse("2026-03-02T" + at + "Z"),
                of.page());
    }

    @Test
    void groupsHaveNoMembersThatItTells() {
        assertThat(client.features()).doesNotContain(Feature.TEAMS, Feature.ANNOTATIONS);
        assertThat(client.members("leads")).isEmpty();
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }
}
