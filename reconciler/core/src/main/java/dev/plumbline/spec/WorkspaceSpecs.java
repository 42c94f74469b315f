package dev.plumbline.spec;

import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.List;

/// What a commit declares for one workspace.
public record WorkspaceSpecs(WorkspaceConfig config, ResourceGraph graph, List<Problem> problems) {
    public WorkspaceSpecs {
        problems = List.copyOf(problems);
    }

    /// A workspace of which a commit says nothing usable.
    public static WorkspaceSpecs unusable(WorkspaceConfig config, List<Problem> problems) {
        return new WorkspaceSpecs(config, ResourceGraph.EMPTY, problems);
    }

    /// The errors that keep the workspace from being applied.
    public List<Problem> errors() {
        return problems.stream().filter(Problem::isError).toList();
    }
}
