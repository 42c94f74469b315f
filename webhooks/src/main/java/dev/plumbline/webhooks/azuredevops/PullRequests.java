package dev.plumbline.webhooks.azuredevops;

import dev.plumbline.repository.Revision;
import dev.plumbline.webhooks.forge.PullRequest;
import dev.plumbline.webhooks.http.Fields;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads what Azure DevOps calls a `GitPullRequest`.
final class PullRequests {
    static final String BRANCH = "refs/heads/";

    private PullRequests() {}

    /// Its newest commit: what its last merge, real or tried, took from its branch. Empty before
    /// Azure DevOps has tried to merge it.
    static Optional<Revision> head(JsonNode node) {
        return Fields.find(node, "/lastMergeSourceCommit/commitId").flatMap(Fields::revision);
    }

    static PullRequest read(JsonNode node, URI page, Revision head) {
        PullRequest.State state = state(node);
        return new PullRequest(
                Fields.number(node, "/pullRequestId"),
                Fields.text(node, "/title"),
                page,
                Identity.of(node.path("createdBy")).user(),
                branch(Fields.text(node, "/targetRefName")),
                branch(Fields.text(node, "/sourceRefName")),
                head,
                state,
                state == PullRequest.State.MERGED
                        ? Fields.find(node, "/lastMergeCommit/commitId").flatMap(Fields::revision)
                        : Optional.empty(),
                Fields.isTrue(node, "/isDraft"),
                node.path("forkSource").isObject());
    }

    static PullRequest.State state(JsonNode node) {
        return switch (Fields.text(node, "/status")) {
            case "active" -> PullRequest.State.OPEN;
            case "completed" -> PullRequest.State.MERGED;
            default -> PullRequest.State.CLOSED;
        };
    }

    private static String branch(String ref) {
        return ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : ref;
    }
}
