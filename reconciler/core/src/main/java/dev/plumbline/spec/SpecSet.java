package dev.plumbline.spec;

import dev.plumbline.spec.problem.Problem;
import java.util.List;
import java.util.Optional;

/// Everything that a tree of files declares.
///
/// @param documents how many YAML documents were looked at
/// @param specs how many of them are specs
/// @param problems every problem, once, in the order of files
public record SpecSet(List<WorkspaceSpecs> workspaces, int documents, int specs, List<Problem> problems) {
    public SpecSet {
        workspaces = List.copyOf(workspaces);
        problems = List.copyOf(problems);
    }

    public Optional<WorkspaceSpecs> workspace(String name) {
        return workspaces.stream().filter(each -> each.config().name().equals(name)).findFirst();
    }

    public boolean isValid() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
