package dev.plumbline.webhooks.gitlab;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.forge.PullRequest.State;
import dev.plumbline.webhooks.forge.User;
import dev.plumbline.webhooks.http.Fields;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// GitLab's answers as the port's records.
final class GitlabJson {
    private GitlabJson() {}

    static PullRequest mergeRequest(JsonNode node, User author) {
        return new PullRequest(
                Fields.number(node, "/iid"),
                node.path("title").asString(""),
                Fields.uri(node, "/web_url"),
                author,
                Fields.text(node, "/target_branch"),
                Fields.text(node, "/source_branch"),
                Fields.revision(node, "/sha"),
                state(node),
                state(node) == State.MERGED ? left(node) : Optional.empty(),
                Fields.isTrue(node, "/draft") || Fields.isTrue(node, "/work_in_progress"),
                isFork(node));
    }

    /// Whether it has a commit, without which it changes nothing.
    static boolean hasHead(JsonNode mergeRequest) {
        return Fields.find(mergeRequest, "/sha").isPresent();
    }

    /// `source_project_id` is null when the fork was deleted.
    static boolean isFork(JsonNode mergeRequest) {
        return mergeRequest.path("source_project_id").asLong(-1)
                != Fields.number(mergeRequest, "/target_project_id");
    }

    /// `locked` is a merge request while it is merged.
    private static State state(JsonNode node) {
        return switch (Fields.text(node, "/state")) {
            case "merged" -> State.MERGED;
            case "closed" -> State.CLOSED;
            default -> State.OPEN;
        };
    }

    /// What a merge left on the target branch: its merge commit, else the squashed one, else (with
    /// fast-forward merges) the head itself.
    private static Optional<Revision> left(JsonNode node) {
        return Stream.of("/merge_commit_sha", "/squash_commit_sha", "/sha")
                .flatMap(pointer -> Fields.find(node, pointer).stream())
                .flatMap(sha -> Fields.revision(sha).stream())
                .findFirst();
    }
}
