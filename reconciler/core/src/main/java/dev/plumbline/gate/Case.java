package dev.plumbline.gate;

import dev.plumbline.plan.Plan;
import dev.plumbline.spec.workspace.Policy;

/// What the changes of a plan are judged by; made once per plan.
///
/// @param policy in force, with what the agent's configuration demands
/// @param plan that the changes are part of
/// @param approvals that were given, with the code owners by whom the policy judges
/// @param pruned how much of the workspace the plan deletes
record Case(Policy policy, Plan plan, GateContext context, Approvals approvals, PruneShare pruned) {
    static Case of(Policy policy, Plan plan, GateContext context) {
        Approvals approvals = context.policy().approvals();
        return new Case(policy, plan, context, approvals, PruneShare.of(plan, approvals.last()));
    }
}
