package dev.plumbline.agent.loop;

import dev.plumbline.reconcile.Head;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.WorkspaceSpecs;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A commit with everything that it declares.
///
/// @param specs of the whole commit
record Snapshot(CommitInfo commit, SpecSet specs) {

    /// The workspaces of the commit. When its `plumbline.yml` is wrong nobody knows them: those
    /// known before stay, with the errors that keep them from being applied.
    List<Head> heads(Collection<WorkspaceConfig> before) {
        List<Head> heads = new ArrayList<>();
        for (WorkspaceSpecs workspace : specs.workspaces()) {
            heads.add(head(workspace));
        }
        if (heads.isEmpty()) {
            Collection<WorkspaceConfig> known =
                    before.isEmpty() ? List.of(WorkspaceConfig.UNDECLARED) : before;
            known.forEach(
                    config -> heads.add(head(WorkspaceSpecs.unusable(config, specs.problems()))));
        }
        return heads;
    }

    private Head head(WorkspaceSpecs workspace) {
        return new Head(commit, workspace, specs.declares());
    }
}
