package dev.plumbline.webhooks.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Secret;
import dev.plumbline.webhooks.testing.StubbedForge;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitlabReviewsTest {
    private static final String REQUEST = "/projects/acme%2Ffraud/merge_requests/12";

    private final StubbedForge gitlab = new StubbedForge("gitlab", "/api/v4");
    private final GitlabClient client =
            new GitlabClient(
                    gitlab.url(), "acme/fraud", new Secret("glpat-1"), () -> Instant.EPOCH);

    @AfterEach
    void stop() {
        client.close();
        gitlab.close();
    }

    @Test
    void approvalsCountWhenTheyAreYoungerThanTheNewestVersion() {
        reviewed("approvals.json", "reviewers.json");

        assertThat(client.reviews(mergeRequest()))
                .extracting(review -> review.by().name(), Review::verdict, Review::current)
                .containsExactly(
                        tuple("bob", Review.Verdict.APPROVED, true),
                        tuple("carol", Review.Verdict.APPROVED, false),
                        tuple("eve", Review.Verdict.CHANGES_REQUESTED, true));
    }

    @Test
    void approvalsWithoutAMomentHaveThatOfTheirSystemNote() {
        reviewed("approvals-untimed.json", "merge-requests-none.json");
        gitlab.get(
                REQUEST + "/notes?sort=desc&order_by=created_at&per_page=100",
                "notes-approvals.json");

        assertThat(client.reviews(mergeRequest()))
                .extracting(review -> review.by().name(), Review::current)
                .containsExactly(tuple("bob", true), tuple("carol", false), tuple("eve", false));
    }

    @Test
    void anApprovalIsNotCurrentForAHeadThatIsNotTheNewestVersion() {
        reviewed("approvals.json", "reviewers.json");
        PullRequest read = mergeRequest();
        PullRequest older =
                new PullRequest(
                        read.number(),
                        read.title(),
                        read.page(),
                        read.author(),
                        read.base(),
                        read.branch(),
                        new Revision("9".repeat(40)),
                        read.state(),
                        read.merged(),
                        read.draft(),
                        read.fork());

        assertThat(client.reviews(older))
                .filteredOn(review -> review.verdict() == Review.Verdict.APPROVED)
                .noneMatch(Review::current);
    }

    @Test
    void approvalsTakenBackAreDismissedAndCommentsAreComments() {
        reviewed("approvals-none.json", "reviewers-other.json");

        assertThat(client.reviews(mergeRequest()))
                .extracting(review -> review.by().name(), Review::verdict)
                .containsExactly(
                        tuple("bob", Review.Verdict.DISMISSED),
                        tuple("carol", Review.Verdict.COMMENTED));
    }

    @Test
    void whetherAReviewerIsABotIsAskedOnce() {
        reviewed("approvals.json", "merge-requests-none.json");
        gitlab.get("/users/12", "user-12.json");

        client.reviews(mergeRequest());

        assertThat(client.reviews(mergeRequest()))
                .extracting(review -> review.by().name(), review -> review.by().bot())
                .contains(tuple("bob", true), tuple("carol", false));
        assertThat(gitlab.requests("GET"))
                .filteredOn(request -> request.getUrl().endsWith("/users/12"))
                .hasSize(1);
    }

    private PullRequest mergeRequest() {
        gitlab.get(REQUEST, "merge-request.json");
        return client.pullRequest(12);
    }

    private void reviewed(String approvals, String reviewers) {
        gitlab.get(REQUEST + "/approvals", approvals);
        gitlab.get(REQUEST + "/reviewers?per_page=100", reviewers);
        gitlab.get(REQUEST + "/versions?per_page=100", "versions.json");
    }
}
