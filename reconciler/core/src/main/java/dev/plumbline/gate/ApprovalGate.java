package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import java.util.Optional;

/// Holds what lacks the approvals of a rule that covers it. What is a part of making a deployment
/// anew needs those of that deployment, until it is made.
final class ApprovalGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        return change.partOf().isEmpty()
                ? of.approvals().lacking(change, of.policy().approvals())
                : change.partOf()
                        .flatMap(of.plan()::get)
                        .filter(deployment -> !deployment.isCurrent())
                        .flatMap(deployment ->
                                of.approvals().lacking(deployment, of.policy().approvals()));
    }
}
