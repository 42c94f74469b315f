package dev.plumbline.spec;

import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a commit declares for one workspace.
public record WorkspaceSpecs(WorkspaceConfig config, ResourceGraph graph, List<Problem> problems) {
    public WorkspaceSpecs {
        problems = List.copyOf(problems);
    }

    /// A workspace of which a commit says nothing usable.
    public static WorkspaceSpecs unusable(WorkspaceConfig config, List<Problem> problems) {
        return new WorkspaceSpecs(config, ResourceGraph.EMPTY, problems);
    }

    /// With further problems, of `plumbline.yml`.
    WorkspaceSpecs with(Collection<Problem> more) {
        Set<Problem> all = new TreeSet<>(problems);
        all.addAll(more);
        return new WorkspaceSpecs(config, graph, List.copyOf(all));
    }

    /// The errors that keep the workspace from being applied.
    public List<Problem> errors() {
        return problems.stream().filter(Problem::isError).toList();
    }
}
