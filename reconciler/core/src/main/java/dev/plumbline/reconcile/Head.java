package dev.plumbline.reconcile;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Desired;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import dev.plumbline.spec.WorkspaceSpecs;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a workspace is to become: a commit and what it declares.
///
/// @param documents the paths of every spec of the commit, whatever workspace includes it, and the
///   ids that they give themselves
public record Head(
        CommitInfo commit,
        WorkspaceSpecs specs,
        SharedMap<String, Optional<ResourceId>> documents) {
    /// What it declares, as plans are made from it.
    ///
    /// @param workspace the full name
    Desired desired(
            String workspace, Map<ResourceId, AppliedResource> pinned, Set<ResourceId> rerun) {
        WorkspaceConfig config = specs.config();
        return new Desired(
                workspace,
                commit.revision().commit(),
                specs.graph(),
                documents,
                pinned,
                rerun,
                config.moves(),
                config.live(),
                config::includes);
    }

    /// What a resource is called in it; itself when it is declared or no rename is told.
    ResourceId now(ResourceId id) {
        return specs.graph().get(id).isPresent() ? id : specs.config().moves().now(id);
    }

    /// What kinds of resources it declares.
    public List<Kind> kinds() {
        return specs.graph().ordered().stream()
                .map(resource -> resource.id().kind())
                .distinct()
                .toList();
    }
}
