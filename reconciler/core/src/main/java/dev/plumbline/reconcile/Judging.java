package dev.plumbline.reconcile;

import dev.plumbline.gate.GateContext;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Gates;
import dev.plumbline.gate.Interventions;
import dev.plumbline.gate.PolicyChange;
import dev.plumbline.gate.Warmth;
import dev.plumbline.ledger.EndpointRelease;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Judges the plans of one workspace by what its ledger holds and by what it has seen before. Not
/// safe for use by several threads, except for previews.
final class Judging {
    private final Ledger ledger;
    private final Policies policies;
    private final InstantSource clock;
    private final Standings standings;
    private final HoldMemory holds;
    private final Map<ResourceId, Instant> driftSince = new HashMap<>();

    Judging(Ledger ledger, Policies policies, InstantSource clock, HoldMemory holds) {
        this.ledger = ledger;
        this.policies = policies;
        this.clock = clock;
        this.standings = new Standings(ledger);
        this.holds = holds;
    }

    GatedPlan judge(Head head, LastApplied last, Plan plan, Trigger trigger) {
        Instant now = clock.instant();
        Set<ResourceId> drifted = new HashSet<>();
        plan.open().stream()
                .filter(PlannedResource::drift)
                .forEach(resource -> drifted.add(resource.id()));
        driftSince.keySet().retainAll(drifted);
        drifted.forEach(id -> driftSince.putIfAbsent(id, now));
        return holds.remember(judge(head, last, plan, trigger, driftSince), last, now);
    }

    /// Remembers nothing of it.
    GatedPlan preview(Head head, LastApplied last, Plan plan, Trigger trigger) {
        GatedPlan judged = judge(head, last, plan, trigger, Map.of());
        return holds.recall(judged, last, clock.instant());
    }

    private GatedPlan judge(
            Head head,
            LastApplied last,
            Plan plan,
            Trigger trigger,
            Map<ResourceId, Instant> drifted) {
        Instant now = clock.instant();
        PolicyChange policy = policies.change(head, last);
        return Gates.judge(
                policy.shownIn(plan),
                new GateContext(
                        policy,
                        trigger.requested(),
                        drifted,
                        now,
                        interventions(head),
                        new Warmth(trigger.only(), id -> leftTraffic(id, last, now))));
    }

    /// What people did that stands for a commit.
    Interventions interventions(Head head) {
        return standings.at(clock.instant(), head.specs().graph());
    }

    /// A deployment that takes traffic still leaves it now, when the rest of the commit is applied.
    private Optional<Instant> leftTraffic(ResourceId deployment, LastApplied last, Instant now) {
        return EndpointRelease.serving(deployment.endpoint(), last::get).containsKey(deployment)
                ? Optional.of(now)
                : ledger.serving(deployment.endpoint()).left(deployment);
    }
}
