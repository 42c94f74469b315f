package dev.plumbline.spec;

import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.promotion.Promotion;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a commit declares for one workspace.
///
/// @param promotions in the order of their files; they are no resources, and nothing is applied for
///   them
public record WorkspaceSpecs(
        WorkspaceConfig config,
        ResourceGraph graph,
        List<Promotion> promotions,
        List<Problem> problems) {
    public WorkspaceSpecs {
        promotions = List.copyOf(promotions);
        problems = List.copyOf(problems);
    }

    /// A workspace without promotions.
    public WorkspaceSpecs(WorkspaceConfig config, ResourceGraph graph, List<Problem> problems) {
        this(config, graph, List.of(), problems);
    }

    /// A workspace of which a commit says nothing usable.
    public static WorkspaceSpecs unusable(WorkspaceConfig config, List<Problem> problems) {
        return new WorkspaceSpecs(config, ResourceGraph.EMPTY, problems);
    }

    /// With further problems, of `plumbline.yml`.
    WorkspaceSpecs with(Collection<Problem> more) {
        Set<Problem> all = new TreeSet<>(problems);
        all.addAll(more);
        return new WorkspaceSpecs(config, graph, promotions, List.copyOf(all));
    }

    /// The errors that keep the workspace from being applied.
    public List<Problem> errors() {
        return problems.stream().filter(Problem::isError).toList();
    }
}
