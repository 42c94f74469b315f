package dev.plumbline.gate;

import dev.plumbline.plan.Plan;
import dev.plumbline.spec.workspace.Policy;

/// What the changes of a plan are judged by; made once per plan.
///
/// @param policy in force, with what the agent's configuration demands
/// @param plan that the changes are part of
/// @param pruned how much of the workspace the plan deletes
record Case(Policy policy, Plan plan, GateContext context, PruneShare pruned) {
    static Case of(Policy policy, Plan plan, GateContext context) {
        return new Case(policy, plan, context, PruneShare.of(plan, approvals(context).last()));
    }

    Approvals approvals() {
        return approvals(context);
    }

    private static Approvals approvals(GateContext context) {
        return context.policy().grounds().approvals();
    }
}
