package dev.plumbline.gate;

import dev.plumbline.plan.Plan;
import dev.plumbline.spec.workspace.Policy;

/// What a change is judged by.
///
/// @param policy in force, with what the agent's configuration demands
/// @param plan that the change is part of
record Case(Policy policy, Plan plan, GateContext context) {
    Approvals approvals() {
        return context.policy().grounds().approvals();
    }
}
