package dev.plumbline.gate;

import dev.plumbline.spec.workspace.ApprovalRule;
import java.util.List;

/// What the agent's configuration demands and knows, whatever a repository says.
///
/// @param approvals rules besides those of any policy
public record Floor(List<ApprovalRule> approvals, Teams teams) {
    public static final Floor NONE = new Floor(List.of(), Teams.NONE);

    public Floor {
        approvals = List.copyOf(approvals);
    }
}
