package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import dev.plumbline.spec.workspace.Policy;
import java.util.Optional;

/// Holds what lacks the approvals of a rule that covers it.
final class ApprovalGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Policy policy, GateContext context) {
        return context.policy().grounds().approvals().lacking(change, policy.approvals());
    }
}
