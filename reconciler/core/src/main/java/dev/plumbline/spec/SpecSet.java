package dev.plumbline.spec;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import dev.plumbline.spec.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything that a tree of files declares.
///
/// @param documents how many YAML documents were looked at
/// @param declares where specs stand, the unusable ones too, and the ids that they give themselves,
///   before anything of `plumbline.yml` is applied to them: what still has a document is never
///   deleted for want of one
/// @param problems every problem, once, in the order of files
public record SpecSet(
        List<WorkspaceSpecs> workspaces,
        int documents,
        SharedMap<String, Optional<ResourceId>> declares,
        List<Problem> problems) {
    public SpecSet {
        workspaces = List.copyOf(workspaces);
        problems = List.copyOf(problems);
    }

    /// How many of the documents are specs.
    public int specs() {
        return declares.size();
    }

    /// Where specs stand, the unusable ones too.
    public Set<String> paths() {
        return declares.keySet();
    }

    public Optional<WorkspaceSpecs> workspace(String name) {
        return workspaces.stream().filter(each -> each.config().name().equals(name)).findFirst();
    }

    public boolean isValid() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
