package dev.plumbline.agent.api;

import java.util.List;

/// What waits for approvals.
public record ApprovalsView(List<Workspace> workspaces) {
    public ApprovalsView {
        workspaces = List.copyOf(workspaces);
    }

    public boolean isEmpty() {
        return workspaces.stream().allMatch(each -> each.waiting().isEmpty());
    }

    /// @param revision the commit whose changes wait
    public record Workspace(
            String name, String repository, String revision, List<Waiting> waiting) {
        public Workspace {
            waiting = List.copyOf(waiting);
        }
    }

    /// A change that waits.
    ///
    /// @param approvedBy who approved it so far
    /// @param holds everything that holds it
    public record Waiting(PlanView.Change change, List<String> approvedBy, List<HoldView> holds) {
        public Waiting {
            approvedBy = List.copyOf(approvedBy);
            holds = List.copyOf(holds);
        }
    }
}
