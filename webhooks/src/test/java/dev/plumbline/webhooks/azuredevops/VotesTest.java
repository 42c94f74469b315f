package dev.plumbline.webhooks.azuredevops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.json.ForgeJson;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VotesTest {
    private static final URI PAGE =
            URI.create("https://dev.azure.com/acme/f/_git/specs/pullrequest/12");

    @Test
    void approvalsOfTheNewestIterationAreCurrent() {
        assertThat(review("bob@example.com", "iterations"))
                .contains(
                        new Review(
                                Identity.of(values("reviewers").get(0)).user(),
                                Verdict.APPROVED,
                                Optional.empty(),
                                true,
                                Instant.parse("2026-03-02T12:00:00Z"),
                                PAGE));
    }

    @Test
    void anApprovalFromBeforeTheLastPushIsNotCurrentThoughOthersSayThatItIsNewer() {
        assertThat(review("carol@example.com", "iterations"))
                .get()
                .returns(Verdict.APPROVED, Review::verdict)
                .returns(false, Review::current)
                .returns(Instant.parse("2026-03-02T10:30:00Z"), Review::at);
    }

    @Test
    void waitingForTheAuthorAsksForChanges() {
        assertThat(review("eve@example.com", "iterations"))
                .get()
                .returns(Verdict.CHANGES_REQUESTED, Review::verdict)
                .returns(true, Review::current);
    }

    @Test
    void aVoteThatWasTakenBackIsDismissed() {
        assertThat(review("plumbline@example.com", "iterations"))
                .get()
                .returns(Verdict.DISMISSED, Review::verdict)
                .returns(false, Review::current);
    }

    @Test
    void groupsDoNotVote() {
        assertThat(reviews("iterations", values("threads"))).hasSize(4);
    }

    @Test
    void everyVoteIsCurrentWhileThereIsOneIteration() {
        assertThat(review("carol@example.com", "iterations-one"))
                .get()
                .returns(true, Review::current);
    }

    @Test
    void aVoteOfWhichNoThreadTellsIsNotCurrentAfterAPush() {
        assertThat(reviews("iterations", List.of()))
                .filteredOn(review -> review.verdict() == Verdict.APPROVED)
                .hasSize(2)
                .noneMatch(Review::current);
    }

    private static Optional<Review> review(String by, String iterations) {
        return reviews(iterations, values("threads")).stream()
                .filter(review -> review.by().name().equals(by))
                .findFirst();
    }

    private static List<Review> reviews(String iterations, List<JsonNode> threads) {
        JsonNode node = ForgeJson.MAPPER.readTree(Resources.text("pull-request.json"));
        PullRequest pullRequest = PullRequests.read(node, PAGE, new Revision("a".repeat(40)));
        return new Votes(pullRequest, values(iterations), threads).reviews(values("reviewers"));
    }

    private static List<JsonNode> values(String resource) {
        return List.copyOf(
                ForgeJson.MAPPER
                        .readTree(Resources.text(resource + ".json"))
                        .path("value")
                        .values());
    }
}
