package dev.plumbline.agent.pullrequest;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.Subject;
import dev.plumbline.repository.Revision;
import dev.plumbline.spec.problem.Problem;
import dev.plumbline.webhooks.forge.PullRequest;
import java.util.List;

/// What merging a pull request would do, per workspace; nothing of it was run.
///
/// @param base the head of the branch that it goes into
/// @param conflicts whether the two cannot be merged, so that there is nothing to plan
record Preview(
        PullRequest pullRequest, Revision base, boolean conflicts, List<Workspace> workspaces) {
    Preview {
        workspaces = List.copyOf(workspaces);
    }

    /// @param workspaces the full names of those that the base declares
    static Preview conflicting(PullRequest pullRequest, Revision base, List<String> workspaces) {
        return new Preview(
                pullRequest,
                base,
                true,
                workspaces.stream()
                        .map(name -> new Workspace(name, new Result.Conflicting()))
                        .toList());
    }

    /// One workspace.
    ///
    /// @param name the full name, `repository/workspace`
    record Workspace(String name, Result result) {}

    /// What planning a workspace came to.
    sealed interface Result {
        /// @param subjects the changes whose values are known, as approvals bind them
        record Planned(GatedPlan plan, List<Subject> subjects) implements Result {
            public Planned {
                subjects = List.copyOf(subjects);
            }
        }

        /// The specs have errors, and would keep the workspace from being applied.
        record Invalid(List<Problem> problems) implements Result {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }

        /// There is nothing to plan before the conflict is resolved.
        record Conflicting() implements Result {}

        /// The platform could not be read.
        record Unknown(String why) implements Result {}
    }
}
