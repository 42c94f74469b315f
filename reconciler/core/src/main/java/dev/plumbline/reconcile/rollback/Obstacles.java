package dev.plumbline.reconcile.rollback;

import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.repository.EntryChange;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.Belongings;
import dev.plumbline.spec.WorkspaceSpecs;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.spec.workspace.WorkspaceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Why a rollback is not the workspace's own affair, or would not bring back what was there.
///
/// @param workspace its short name
/// @param now what belongs to whom at the head
/// @param result what belongs to whom once the files are put back
/// @param then what the workspace declared at the commit to go back to
record Obstacles(
        String workspace,
        Belongings now,
        Belongings result,
        WorkspaceSpecs then,
        Revision to,
        SortedMap<String, EntryChange> files) {
    private static final int FEW = 3;

    List<String> list() {
        List<String> obstacles = new ArrayList<>();
        addShared(obstacles);
        addSubmodules(obstacles);
        addOtherMeaning(obstacles);
        return obstacles;
    }

    private void addShared(List<String> obstacles) {
        SortedMap<String, List<String>> shared = new TreeMap<>();
        files.forEach((path, change) -> {
            Set<String> owners = new TreeSet<>();
            if (change.before().isPresent()) {
                owners.addAll(now.owners(path));
            }
            if (change.after().isPresent()) {
                owners.addAll(result.owners(path));
            }
            owners.remove(workspace);
            owners.forEach(
                    owner -> shared.computeIfAbsent(owner, _ -> new ArrayList<>()).add(path));
        });
        shared.forEach((owner, paths) ->
                obstacles.add(
                        "the workspace \"%s\" has %s too: %s"
                                .formatted(
                                        owner,
                                        paths.size() == 1 ? "a file" : paths.size() + " files",
                                        few(paths))));
    }

    private void addSubmodules(List<String> obstacles) {
        List<String> submodules =
                files.entrySet().stream()
                        .filter(each -> each.getValue().isOfSubmodule())
                        .map(Map.Entry::getKey)
                        .toList();
        if (!submodules.isEmpty()) {
            obstacles.add(
                    "it changes submodules, which .gitmodules must agree with: " + few(submodules));
        }
    }

    private void addOtherMeaning(List<String> obstacles) {
        WorkspaceSpecs specs = result.specs().workspace(workspace).orElseThrow();
        List<Problem> errors = specs.errors();
        List<String> others =
                errors.isEmpty() ? others(meanings(specs), meanings(then)) : List.of();
        if (errors.isEmpty()
                && others.isEmpty()
                && specs.config().platform().equals(then.config().platform())) {
            return;
        }
        List<String> keys = keys(specs.config(), then.config());
        String why =
                keys.isEmpty()
                        ? "other files are as they are now"
                        : "plumbline.yml declares it otherwise than then (%s)"
                                .formatted(String.join(", ", keys));
        obstacles.add(why + ", so " + consequence(errors, others));
    }

    private String consequence(List<Problem> errors, List<String> others) {
        if (!errors.isEmpty()) {
            return "there would be errors: " + few(errors.stream().map(Problem::toString).toList());
        }
        return others.isEmpty()
                ? "it would be applied to another platform"
                : "not all would be as at %s: %s".formatted(to.shortForm(), few(others));
    }

    private static Map<ResourceId, Digest> meanings(WorkspaceSpecs specs) {
        return specs.graph().resources().values().stream()
                .collect(
                        Collectors.toMap(
                                each -> each.id(),
                                each -> Semantics.declared(each.id().kind(), each.spec())));
    }

    private static List<String> others(
            Map<ResourceId, Digest> some, Map<ResourceId, Digest> others) {
        Set<ResourceId> ids = new TreeSet<>(some.keySet());
        ids.addAll(others.keySet());
        return ids.stream()
                .filter(id -> !some.containsKey(id) || !some.get(id).equals(others.get(id)))
                .map(ResourceId::toString)
                .toList();
    }

    /// The keys of a workspace's entry, besides its policy, that differ.
    private static List<String> keys(WorkspaceConfig now, WorkspaceConfig then) {
        Map<String, Boolean> same = new TreeMap<>();
        same.put("platform", now.platform().equals(then.platform()));
        same.put("include", now.include().equals(then.include()));
        same.put("exclude", now.exclude().equals(then.exclude()));
        same.put("set", now.overrides().equals(then.overrides()));
        same.put("tokens", now.tokens().equals(then.tokens()));
        same.put("moved", now.moves().equals(then.moves()));
        return same.entrySet().stream()
                .filter(each -> !each.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String few(List<String> all) {
        return all.stream().limit(FEW).collect(Collectors.joining(", "))
                + (all.size() > FEW ? " and %d more".formatted(all.size() - FEW) : "");
    }
}
