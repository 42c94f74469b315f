package dev.plumbline.agent.control;

import dev.plumbline.agent.api.ControlException;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The workspaces of all repositories, by the names that callers use.
final class Workspaces {
    /// A workspace with the repository that declares it.
    record Found(RepositoryLoop loop, WorkspaceReconciler reconciler) {
        String fullName() {
            return reconciler.state().name();
        }

        private boolean holds(ResourceId id) {
            WorkspaceState state = reconciler.state();
            return state.last().get(id).isPresent()
                    || state.plan().flatMap(gated -> gated.plan().get(id)).isPresent();
        }

        String shortName() {
            return fullName().substring(fullName().indexOf('/') + 1);
        }
    }

    private final List<RepositoryLoop> loops;

    Workspaces(List<RepositoryLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    private static String names(List<Found> workspaces) {
        return workspaces.stream().map(Found::fullName).collect(Collectors.joining(", "));
    }

    List<Found> all() {
        return loops.stream()
                .flatMap(loop -> loop.workspaces().stream().map(each -> new Found(loop, each)))
                .toList();
    }

    /// All of them, or the one that is named.
    List<Found> named(Optional<String> name) {
        return name.map(wanted -> List.of(one(wanted))).orElseGet(this::all);
    }

    /// The one that is named, or the only one.
    Found only(Optional<String> name) {
        if (name.isPresent()) {
            return one(name.get());
        }
        List<Found> found = all();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw found.isEmpty()
                ? ControlException.unavailable(
                        "there is no workspace yet; push a commit with a plumbline.yml first")
                : ControlException.invalid(
                        "there are several workspaces (%s); name one with --workspace"
                                .formatted(names(found)));
    }

    /// The one that is named; else the only one there is, or that holds a resource.
    Found holding(Optional<String> name, ResourceId id) {
        if (name.isPresent()) {
            return one(name.get());
        }
        List<Found> all = all();
        List<Found> found =
                all.size() == 1 ? all : all.stream().filter(each -> each.holds(id)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw ControlException.invalid(
                "%s is in %s; name one with --workspace: %s"
                        .formatted(
                                id,
                                found.isEmpty() ? "no workspace" : "several workspaces",
                                names(found.isEmpty() ? all : found)));
    }

    /// The one that is named, by its short name when that is unique, or as `repository/workspace`.
    Found one(String name) {
        List<Found> found =
                all().stream()
                        .filter(each ->
                                each.fullName().equals(name) || each.shortName().equals(name))
                        .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        String known = names(found.isEmpty() ? all() : found);
        throw found.isEmpty()
                ? ControlException.notFound(
                        "there is no workspace \""
                                + name
                                + "\"; "
                                + (known.isEmpty()
                                        ? "the agent has none yet"
                                        : "there are " + known))
                : ControlException.invalid(
                        "\""
                                + name
                                + "\" is the name of several workspaces; write repository/workspace: "
                                + known);
    }
}
