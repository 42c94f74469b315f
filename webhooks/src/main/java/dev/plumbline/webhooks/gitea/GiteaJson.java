package dev.plumbline.webhooks.gitea;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.PullRequest.State;
import dev.plumbline.webhooks.forge.Review;
import dev.plumbline.webhooks.forge.Review.Verdict;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Fields;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Answers of Gitea as the port's records (`modules/structs` of go-gitea/gitea).
final class GiteaJson {
    private GiteaJson() {}

    static PullRequest pullRequest(JsonNode node) {
        return new PullRequest(
                Fields.number(node, "/number"),
                node.path("title").asString(""),
                Fields.uri(node, "/html_url"),
                user(node.path("user")),
                Fields.text(node, "/base/ref"),
                Fields.text(node, "/head/ref"),
                Fields.revision(node, "/head/sha"),
                state(node),
                merged(node),
                Fields.isTrue(node, "/draft"),
                isFork(node));
    }

    /// The head's `repo_id` is -1 or its repository null when the fork was deleted.
    static boolean isFork(JsonNode pullRequest) {
        return pullRequest.at("/head/repo_id").asLong(-1)
                != pullRequest.at("/base/repo_id").asLong(0);
    }

    static User user(JsonNode node) {
        return new User(
                Fields.text(node, "/login"),
                Fields.find(node, "/email").map(Set::of).orElseGet(Set::of),
                false);
    }

    private static State state(JsonNode node) {
        if (Fields.isTrue(node, "/merged")) {
            return State.MERGED;
        }
        return Fields.text(node, "/state").equals("closed") ? State.CLOSED : State.OPEN;
    }

    private static Optional<Revision> merged(JsonNode node) {
        return Fields.isTrue(node, "/merged")
                ? Fields.find(node, "/merge_commit_sha").flatMap(Fields::revision)
                : Optional.empty();
    }

    /// Empty for what is no review of a person: pending ones, requests, and those asked of teams.
    static Optional<Review> review(JsonNode node, PullRequest pullRequest) {
        if (!node.path("user").isObject()) {
            return Optional.empty();
        }
        return verdict(node)
                .map(verdict -> {
                    Optional<Revision> commit =
                            Fields.find(node, "/commit_id").flatMap(Fields::revision);
                    return new Review(
                            user(node.path("user")),
                            verdict,
                            commit,
                            isCurrent(node, commit, pullRequest),
                            Fields.instant(node, "/submitted_at"),
                            page(node).orElse(pullRequest.page()));
                });
    }

    private static Optional<URI> page(JsonNode node) {
        return Fields.find(node, "/html_url").map(_ -> Fields.uri(node, "/html_url"));
    }

    /// Gitea marks a review as stale when a later push changes what was reviewed: one that it does
    /// not mark may still be about an older commit.
    private static boolean isCurrent(
            JsonNode node, Optional<Revision> commit, PullRequest pullRequest) {
        return !Fields.isTrue(node, "/stale")
                && !Fields.isTrue(node, "/dismissed")
                && commit.filter(pullRequest.head()::equals).isPresent();
    }

    private static Optional<Verdict> verdict(JsonNode node) {
        Optional<Verdict> said =
                switch (node.path("state").asString("")) {
                    case "APPROVED" -> Optional.of(Verdict.APPROVED);
                    case "REQUEST_CHANGES" -> Optional.of(Verdict.CHANGES_REQUESTED);
                    case "COMMENT" -> Optional.of(Verdict.COMMENTED);
                    default -> Optional.empty();
                };
        return said.map(verdict ->
                Fields.isTrue(node, "/dismissed") && verdict != Verdict.COMMENTED
                        ? Verdict.DISMISSED
                        : verdict);
    }
}
