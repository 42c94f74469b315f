package dev.plumbline.reconcile;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Interventions;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.platform.Observation;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a workspace was found by its last pass; a value, so that whoever reports on it sees one
/// moment.
///
/// @param name the full name, `repository/workspace`
/// @param commit the commit that was looked at; empty before the first
/// @param plan the plan of the last commit that could be planned
/// @param problems the errors that keep `commit` from being applied
/// @param fault why the platform could not be read, or the ledger not be relied on
/// @param failures why the last try failed, per resource
/// @param heldDown those of them that are not tried again before another commit, or a person's wish
/// @param interventions what people did at runtime that stands
/// @param settled whether nothing is left to do now
public record WorkspaceState(
        String name,
        Optional<CommitInfo> commit,
        Optional<GatedPlan> plan,
        Observation observed,
        LastApplied last,
        List<Problem> problems,
        Optional<String> fault,
        Map<ResourceId, String> failures,
        Set<ResourceId> heldDown,
        Interventions interventions,
        boolean settled) {
    public WorkspaceState {
        problems = List.copyOf(problems);
        failures = Map.copyOf(failures);
        heldDown = Set.copyOf(heldDown);
    }

    static WorkspaceState unseen(String name) {
        return new WorkspaceState(
                name,
                Optional.empty(),
                Optional.empty(),
                Observation.NOTHING,
                LastApplied.NOTHING,
                List.of(),
                Optional.empty(),
                Map.of(),
                Set.of(),
                Interventions.NONE,
                false);
    }

    /// The same, with a commit whose errors keep it from being applied.
    WorkspaceState blocked(CommitInfo refused, List<Problem> errors) {
        return new WorkspaceState(
                name,
                Optional.of(refused),
                plan,
                observed,
                last,
                errors,
                Optional.empty(),
                failures,
                heldDown,
                interventions,
                true);
    }

    /// The same, with a commit that cannot be acted on for now.
    WorkspaceState faulty(CommitInfo waiting, String why) {
        return new WorkspaceState(
                name,
                Optional.of(waiting),
                plan,
                observed,
                last,
                List.of(),
                Optional.of(why),
                failures,
                heldDown,
                interventions,
                false);
    }
}
