package dev.plumbline.reconcile;

import dev.plumbline.repository.CommitInfo;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import dev.plumbline.spec.WorkspaceSpecs;
import java.util.List;
import java.util.Optional;

/// What a workspace is to become: a commit and what it declares.
///
/// @param documents the paths of every spec of the commit, whatever workspace includes it, and the
///   ids that they give themselves
public record Head(
        CommitInfo commit,
        WorkspaceSpecs specs,
        SharedMap<String, Optional<ResourceId>> documents) {
    /// What kinds of resources it declares.
    public List<Kind> kinds() {
        return specs.graph().ordered().stream()
                .map(resource -> resource.id().kind())
                .distinct()
                .toList();
    }
}
