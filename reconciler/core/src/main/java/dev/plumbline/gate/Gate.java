package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import dev.plumbline.spec.workspace.Policy;
import java.util.Optional;

/// One reason for which changes are not let through.
@FunctionalInterface
interface Gate {
    /// @param policy what the change is judged by
    Optional<Hold> judge(PlannedResource change, Policy policy, GateContext context);
}
