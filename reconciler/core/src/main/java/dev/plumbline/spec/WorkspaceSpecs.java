package dev.plumbline.spec;

import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.List;
import java.util.Set;

/// What a commit declares for one workspace.
///
/// @param documents the paths of the specs that the workspace includes, the unusable ones too: what still has a document
///     is never deleted for want of one
public record WorkspaceSpecs(
        WorkspaceConfig config, ResourceGraph graph, Set<String> documents, List<Problem> problems) {
    public WorkspaceSpecs {
        documents = Set.copyOf(documents);
        problems = List.copyOf(problems);
    }

    /// The errors that keep the workspace from being applied.
    public List<Problem> errors() {
        return problems.stream().filter(Problem::isError).toList();
    }
}
