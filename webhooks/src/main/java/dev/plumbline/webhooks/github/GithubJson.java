package dev.plumbline.webhooks.github;

import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Fields;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What GitHub's REST API answers, as values of the port.
final class GithubJson {
    /// In whose name GitHub shows what a deleted user did.
    private static final User GHOST = User.named("ghost");

    private GithubJson() {}

    /// A pull request of a list, or by its number. Of an open one `merge_commit_sha` is only a
    /// merge that was tried out.
    static PullRequest pullRequest(JsonNode node) {
        PullRequest.State state = state(node);
        return new PullRequest(
                Fields.number(node, "/number"),
                Fields.find(node, "/title").orElse(""),
                Fields.uri(node, "/html_url"),
                user(node.path("user")),
                Fields.text(node, "/base/ref"),
                Fields.text(node, "/head/ref"),
                Fields.revision(node, "/head/sha"),
                state,
                state == PullRequest.State.MERGED
                        ? Fields.find(node, "/merge_commit_sha").flatMap(Fields::revision)
                        : Optional.empty(),
                Fields.isTrue(node, "/draft"),
                isFork(node));
    }

    private static PullRequest.State state(JsonNode node) {
        if (Fields.find(node, "/merged_at").isPresent()) {
            return PullRequest.State.MERGED;
        }
        return Fields.text(node, "/state").equals("open")
                ? PullRequest.State.OPEN
                : PullRequest.State.CLOSED;
    }

    /// A head without a repository was a fork that is deleted.
    private static boolean isFork(JsonNode node) {
        JsonNode head = node.at("/head/repo/id");
        return !head.isIntegralNumber() || head.longValue() != Fields.number(node, "/base/repo/id");
    }

    /// Users' addresses are not told, save for those that GitHub itself makes for commits on
    /// github.com (docs.github.com, "Setting your commit email address").
    static User user(JsonNode node) {
        if (!node.isObject()) {
            return GHOST;
        }
        String login = Fields.text(node, "/login");
        String address = login + "@users.noreply.github.com";
        return new User(
                login,
                Set.of(address, Fields.number(node, "/id") + "+" + address),
                Fields.find(node, "/type").equals(Optional.of("Bot")));
    }

    /// A review; empty while it is pending, and of states that the documentation does not know.
    static Optional<Review> review(JsonNode node, PullRequest pullRequest) {
        return verdict(Fields.text(node, "/state"))
                .map(verdict -> {
                    var commit = Fields.find(node, "/commit_id").flatMap(Fields::revision);
                    return new Review(
                            user(node.path("user")),
                            verdict,
                            commit,
                            verdict != Review.Verdict.DISMISSED
                                    && commit.equals(Optional.of(pullRequest.head())),
                            Fields.instant(node, "/submitted_at"),
                            Fields.uri(node, "/html_url"));
                });
    }

    private static Optional<Review.Verdict> verdict(String state) {
        return switch (state) {
            case "APPROVED" -> Optional.of(Review.Verdict.APPROVED);
            case "CHANGES_REQUESTED" -> Optional.of(Review.Verdict.CHANGES_REQUESTED);
            case "DISMISSED" -> Optional.of(Review.Verdict.DISMISSED);
            case "COMMENTED" -> Optional.of(Review.Verdict.COMMENTED);
            default -> Optional.empty();
        };
    }
}
