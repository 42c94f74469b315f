package dev.plumbline.spec.entry;

import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.PlumblineFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether the renames of `plumbline.yml` fit what the documents declare. A rename that does not is
/// an error: taken for none, it would delete what was only to get another name.
final class MovedCheck {
    private final Document file;
    private final List<EntryFacts> workspaces;
    private final Map<ResourceId, ResourceId> steps;

    /// @param workspaces all of the file; the renames are the same for each
    MovedCheck(Document file, List<EntryFacts> workspaces) {
        this.file = file;
        this.workspaces = workspaces;
        this.steps = workspaces.getFirst().config().moves().steps();
    }

    /// New names that no workspace declares. They concern all workspaces. As long as a file cannot
    /// be read, nobody knows.
    List<Problem> unknown() {
        if (!workspaces.stream().allMatch(each -> each.unread().isEmpty())) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        steps.forEach((from, to) -> {
            if (!isDeclared(to) && !steps.containsKey(to) && !isDeclared(from)) {
                problems.add(
                        error(
                                from,
                                "to",
                                "no file declares %s%s"
                                        .formatted(
                                                to,
                                                nearest(to)
                                                        .map(near ->
                                                                "; did you mean \"" + near + "\"?")
                                                        .orElse(
                                                                "; correct the id, or remove the entry when the resource is gone for good"))));
            }
        });
        return problems;
    }

    private boolean isDeclared(ResourceId id) {
        return workspaces.stream().anyMatch(workspace -> workspace.declares(id));
    }

    private Optional<String> nearest(ResourceId wanted) {
        return Nearest.to(
                wanted.toString(),
                workspaces.stream()
                        .flatMap(workspace -> workspace.ids().stream())
                        .filter(id -> id.kind() == wanted.kind())
                        .map(ResourceId::toString)
                        .distinct()
                        .sorted()
                        .toList());
    }

    /// Old names that a workspace declares still.
    List<Problem> standing(EntryFacts workspace) {
        List<Problem> problems = new ArrayList<>();
        steps.forEach((from, to) -> {
            Optional<String> path = workspace.file(from);
            if (path.isPresent() && (workspace.declares(to) || !isDeclared(to))) {
                problems.add(
                        error(
                                from,
                                "from",
                                "%s is declared still, in %s; rename it there to %s, or remove the entry"
                                        .formatted(from, path.get(), to)));
            }
        });
        return problems;
    }

    private Problem error(ResourceId from, String key, String message) {
        return Problem.error(
                PlumblineFile.PATH,
                file.yaml().position(List.of("moved", String.valueOf(entry(from)), key)),
                "moved",
                message);
    }

    private int entry(ResourceId from) {
        int index = 0;
        while (!file.texts(List.of("moved", String.valueOf(index), "from"))
                .equals(List.of(from.toString()))) {
            index++;
        }
        return index;
    }
}
