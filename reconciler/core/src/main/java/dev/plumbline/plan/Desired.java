package dev.plumbline.plan;

import dev.plumbline.plan.ship.Supply;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import dev.plumbline.spec.ResourceGraph;
import dev.plumbline.spec.workspace.LiveRules;
import dev.plumbline.spec.workspace.Moves;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a commit declares for a workspace.
///
/// @param workspace the full name, `repository/workspace`
/// @param documents the paths of every spec in the commit, included in the workspace or not, usable
///   or not, and the ids that they give themselves, without what `plumbline.yml` sets: nothing is
///   deleted whose document is still there
/// @param pinned the resources of the release whose references decide what labels mean; empty
///   resolves them anew
/// @param rerun failed jobs that a person asked to run again
/// @param moves the renames that the commit tells
/// @param live what the commit says of state that is on the platform without coming from it
/// @param included whether a path is part of the workspace
/// @param supply what comes from the releases of another workspace
public record Desired(
        String workspace,
        String commit,
        ResourceGraph graph,
        Map<String, Optional<ResourceId>> documents,
        Map<ResourceId, AppliedResource> pinned,
        Set<ResourceId> rerun,
        Moves moves,
        LiveRules live,
        Predicate<String> included,
        Supply supply) {
    public Desired {
        pinned = SharedMap.copyOf(pinned);
        documents = SharedMap.copyOf(documents);
        rerun = Set.copyOf(rerun);
    }

    /// What a workspace declares that makes everything by itself.
    public Desired(
            String workspace,
            String commit,
            ResourceGraph graph,
            Map<String, Optional<ResourceId>> documents,
            Map<ResourceId, AppliedResource> pinned,
            Set<ResourceId> rerun,
            Moves moves,
            LiveRules live,
            Predicate<String> included) {
        this(
                workspace,
                commit,
                graph,
                documents,
                pinned,
                rerun,
                moves,
                live,
                included,
                new Supply.Own());
    }

    /// Whether the document at a path gives a resource its id by itself.
    boolean declares(String path, ResourceId id) {
        return documents.getOrDefault(path, Optional.empty()).equals(Optional.of(id.documentId()));
    }
}
