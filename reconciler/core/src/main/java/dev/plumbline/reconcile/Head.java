package dev.plumbline.reconcile;

import dev.plumbline.repository.CommitInfo;
import dev.plumbline.spec.WorkspaceSpecs;
import java.util.Set;

/// What a workspace is to become: a commit and what it declares.
///
/// @param documents the paths of every spec of the commit, whatever workspace includes it
public record Head(CommitInfo commit, WorkspaceSpecs specs, Set<String> documents) {
    public Head {
        documents = Set.copyOf(documents);
    }
}
