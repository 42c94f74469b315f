package dev.plumbline.gate;

import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Judges a plan. A change is let through when no gate holds it; what waits for a person is said
/// before what waits for time.
public final class Gates {
    private static final List<Gate> ALL =
            List.of(
                    new SignatureGate(),
                    new ManualSyncGate(),
                    new PruneGate(),
                    new PruneGuardGate(),
                    new WarmGate(),
                    new UndoGate(),
                    new SelfHealGate(),
                    new SuspensionGate(),
                    new ApprovalGate(),
                    new FreezeGate(),
                    new WindowGate(),
                    new GracePeriodGate());

    private Gates() {}

    public static GatedPlan judge(Plan plan, GateContext context) {
        Optional<Case> rules =
                context.policy().rules().map(policy -> Case.of(policy, plan, context));
        Map<ResourceId, List<Hold>> holds = new TreeMap<>();
        for (PlannedResource change : plan.changes()) {
            List<Hold> found = holds(change, context.policy(), rules);
            if (!found.isEmpty()) {
                holds.put(change.id(), found);
            }
        }
        Optional<Instant> next =
                holds.values().stream()
                        .flatMap(found -> found.getFirst().until().stream())
                        .min(Instant::compareTo);
        return new GatedPlan(plan, holds, next);
    }

    private static List<Hold> holds(
            PlannedResource change, PolicyChange policy, Optional<Case> rules) {
        if (!policy.config().declared()) {
            return List.of(
                    Hold.forAPerson(
                            Hold.Gate.UNDECLARED,
                            "the repository has no plumbline.yml, so it is planned and not applied; run `plumb init` to propose one"));
        }
        if (change.id().kind() == Kind.POLICY) {
            return policy.hold().stream().toList();
        }
        if (rules.isEmpty() && policy.distrusted().isPresent()) {
            return policy.distrusted().stream().toList();
        }
        if (rules.isEmpty()) {
            return List.of(
                    Hold.forAPerson(
                            Hold.Gate.POLICY,
                            policy.id()
                                    + " is held, and nothing is applied before the workspace has a policy; approve it first"));
        }
        return ALL.stream().flatMap(gate -> gate.judge(change, rules.get()).stream()).toList();
    }
}
