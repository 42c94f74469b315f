package dev.plumbline.spec.entry;

import dev.plumbline.spec.document.Document;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks a `plumbline.yml` against the files that it speaks of. It remembers what it found, for as
/// long as nothing that it asks for changes.
public final class PlumblineFileCheck {
    /// What the findings follow from.
    ///
    /// @param blob of the `plumbline.yml`
    /// @param versions of the workspaces' facts
    private record Basis(
            String blob, Set<String> yaml, List<EntryFacts> workspaces, List<Long> versions) {}

    private Optional<Basis> checked = Optional.empty();
    private List<List<Problem>> found = List.of();

    /// What is wrong with the entry of each workspace.
    ///
    /// @param blob of the file, as Git names it
    /// @param yaml the paths of all YAML files of the repository
    /// @param workspaces all of the file, in its order
    public List<List<Problem>> check(
            Document file, String blob, Set<String> yaml, List<EntryFacts> workspaces) {
        Optional<Basis> basis =
                Optional.of(
                        new Basis(
                                blob,
                                yaml,
                                workspaces,
                                workspaces.stream().map(EntryFacts::version).toList()));
        if (!basis.equals(checked)) {
            found = check(file, yaml.stream().sorted().toList(), workspaces);
            checked = basis;
        }
        return found;
    }

    private static List<List<Problem>> check(
            Document file, List<String> yaml, List<EntryFacts> workspaces) {
        MovedCheck moved = new MovedCheck(file, workspaces);
        List<Problem> unknown = moved.unknown();
        List<List<Problem>> found = new ArrayList<>();
        for (int i = 0; i < workspaces.size(); i++) {
            List<Problem> problems = new ArrayList<>(unknown);
            problems.addAll(moved.standing(workspaces.get(i)));
            problems.addAll(new WorkspaceEntryCheck(file, i, workspaces.get(i), yaml).check());
            found.add(List.copyOf(problems));
        }
        return List.copyOf(found);
    }
}
