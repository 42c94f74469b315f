package dev.plumbline.agent.pullrequest;

import dev.plumbline.ledger.Act;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;

/// Approvals from reviews as the ledger tells of them, with the review's page.
record ReviewRecords(Ledger ledger) {
    private static final int LOOK_BACK = 50;

    /// What is recorded beside an approval.
    static String comment(PullRequest pullRequest, Review review) {
        return prefix(pullRequest) + ", " + review.at() + ": " + review.page();
    }

    private static String prefix(PullRequest pullRequest) {
        return "review of " + pullRequest.shortForm();
    }

    /// Whether the newest approval of a resource by a person came from a review of a pull request,
    /// and not from a command.
    boolean isFromReview(ResourceId id, String by, PullRequest pullRequest) {
        return ledger.history(id, LOOK_BACK).stream()
                .flatMap(entry -> entry.act().stream())
                .filter(act -> act.kind() == Act.Kind.APPROVAL && act.by().equalsIgnoreCase(by))
                .findFirst()
                .flatMap(Act::comment)
                .filter(comment -> comment.startsWith(prefix(pullRequest) + ","))
                .isPresent();
    }
}
