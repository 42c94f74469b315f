package dev.plumbline.reconcile;

import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.ResourceGraph;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What came of the acts of a sync, once nothing is left to do. What was answered with success
/// succeeded; for all else the platform tells, since answers get lost and work ends later.
///
/// @param failures why what failed last did so
record ActOutcomes(
        ResourceGraph declared,
        Plan plan,
        Observation observed,
        Function<ResourceId, Optional<String>> failures) {

    List<ChangeRecord> of(List<ChangeRecord> acts) {
        Set<ResourceId> deleted =
                acts.stream()
                        .filter(act -> act.action().equals("delete") && isGone(act.id()))
                        .map(ChangeRecord::id)
                        .collect(Collectors.toSet());
        return acts.stream()
                .map(act ->
                        act.partOf().isPresent() && deleted.contains(act.id())
                                // It was there, or nothing had been there to delete.
                                ? act.withOutcome(ChangeOutcome.applied())
                                : act.withOutcome(of(act)))
                .toList();
    }

    private ChangeOutcome of(ChangeRecord act) {
        Optional<ChangeOutcome> answered = act.outcome();
        if (answered.orElse(null) instanceof ChangeOutcome.Applied applied) {
            return applied;
        }
        boolean deletes = act.action().equals("delete");
        Optional<PlannedResource> now = plan.get(act.id());
        if (deletes && !isDeclared(act.id()) && isGone(act.id())
                || !deletes && now.filter(PlannedResource::isCurrent).isPresent()) {
            return ChangeOutcome.applied();
        }
        if (now.isEmpty() || deletes == isDeclared(act.id())) {
            return new ChangeOutcome.Superseded();
        }
        return answered.orElseGet(() ->
                new ChangeOutcome.Failed(
                        failures.apply(act.id())
                                .orElseGet(() -> "it is still to be done: " + now.get().reason())));
    }

    /// A policy is in the plan while it is not in force.
    private boolean isDeclared(ResourceId id) {
        return id.kind() == Kind.POLICY ? plan.get(id).isPresent() : declared.get(id).isPresent();
    }

    private boolean isGone(ResourceId id) {
        return switch (observed.resources().get(id)) {
            case null -> !observed.incomplete().contains(id.kind());
            case Observed.Asset asset -> asset.archived();
            case Observed.Job job -> job.archived();
            case Observed.Service _ -> false;
        };
    }
}
