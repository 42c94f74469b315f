package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import java.util.Optional;

/// Holds what lacks the approvals of a rule that covers it.
final class ApprovalGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        return of.approvals().lacking(change, of.policy().approvals());
    }
}
