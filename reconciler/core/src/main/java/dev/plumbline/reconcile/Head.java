package dev.plumbline.reconcile;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Desired;
import dev.plumbline.plan.ship.Supply;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import dev.plumbline.spec.ResourceGraph;
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
/// @param source what the same commit declares for the workspace that this one releases from
/// @param supply what that workspace's release holds for this one
/// @param graph what the specs declare, and what stands for the supply
public record Head(
        CommitInfo commit,
        WorkspaceSpecs specs,
        SharedMap<String, Optional<ResourceId>> documents,
        Optional<WorkspaceSpecs> source,
        Supply supply,
        ResourceGraph graph) {
    /// A head whose supply was not asked for yet.
    public Head(
            CommitInfo commit,
            WorkspaceSpecs specs,
            SharedMap<String, Optional<ResourceId>> documents,
            Optional<WorkspaceSpecs> source) {
        this(commit, specs, documents, source, new Supply.Own(), specs.graph());
    }

    /// A head of a workspace that makes everything by itself.
    public Head(
            CommitInfo commit,
            WorkspaceSpecs specs,
            SharedMap<String, Optional<ResourceId>> documents) {
        this(commit, specs, documents, Optional.empty());
    }

    Head with(Supply supplied, ResourceGraph whole) {
        return new Head(commit, specs, documents, source, supplied, whole);
    }

    /// What it declares, as plans are made from it.
    ///
    /// @param workspace the full name
    Desired desired(
            String workspace, Map<ResourceId, AppliedResource> pinned, Set<ResourceId> rerun) {
        WorkspaceConfig config = specs.config();
        return new Desired(
                workspace,
                commit.revision().commit(),
                graph,
                documents,
                pinned,
                rerun,
                config.moves(),
                config.live(),
                config::includes,
                supply);
    }

    /// What a resource is called in it; itself when it is declared or no rename is told.
    ResourceId now(ResourceId id) {
        return specs.graph().get(id).isPresent() ? id : specs.config().moves().now(id);
    }

    /// What kinds of resources it declares.
    public List<Kind> kinds() {
        return specs.graph().resources().keySet().stream()
                .map(ResourceId::kind)
                .distinct()
                .sorted()
                .toList();
    }
}
