package dev.plumbline.agent.loop;

import dev.plumbline.reconcile.Head;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.WorkspaceSpecs;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A commit with everything that it declares.
///
/// @param specs of the whole commit
public record Snapshot(CommitInfo commit, SpecSet specs) {

    /// The workspaces of the commit, each after the one that it releases from. When its
    /// `plumbline.yml` is wrong nobody knows them: those known before stay, with the errors that
    /// keep them from being applied.
    List<Head> heads(Collection<WorkspaceConfig> before) {
        List<Head> heads = new ArrayList<>();
        specs.workspaces().stream()
                .sorted(Comparator.comparingInt(workspace -> upstreams(workspace).size()))
                .forEach(workspace -> heads.add(head(workspace)));
        if (heads.isEmpty()) {
            Collection<WorkspaceConfig> known =
                    before.isEmpty() ? List.of(WorkspaceConfig.UNDECLARED) : before;
            known.forEach(
                    config -> heads.add(head(WorkspaceSpecs.unusable(config, specs.problems()))));
        }
        return heads;
    }

    private Head head(WorkspaceSpecs workspace) {
        return new Head(commit, workspace, specs.declares(), upstream(workspace));
    }

    private Optional<WorkspaceSpecs> upstream(WorkspaceSpecs workspace) {
        return workspace.config().releaseFrom().flatMap(specs::workspace);
    }

    /// The workspaces that one releases from, one from another.
    private Set<String> upstreams(WorkspaceSpecs workspace) {
        Set<String> names = new HashSet<>();
        Optional<WorkspaceSpecs> next = upstream(workspace);
        while (next.isPresent() && names.add(next.get().config().name())) {
            next = upstream(next.get());
        }
        return names;
    }
}
