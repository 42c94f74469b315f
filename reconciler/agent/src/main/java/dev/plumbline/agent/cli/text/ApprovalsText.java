package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.ApprovalView;
import dev.plumbline.agent.api.ApprovalsView;
import dev.plumbline.agent.api.HoldView;
import java.time.Instant;
import java.util.stream.Collectors;

/// `plumb approve`: what waits for approvals, and what was approved.
public final class ApprovalsText {
    private ApprovalsText() {}

    /// @param now until when what is held is said to have been
    public static String render(ApprovalsView approvals, Ink ink, Instant now) {
        if (approvals.isEmpty()) {
            return "nothing waits for approvals\n";
        }
        return approvals.workspaces().stream()
                .filter(workspace -> !workspace.waiting().isEmpty())
                .map(workspace -> workspace(workspace, ink, now))
                .collect(Collectors.joining("\n"));
    }

    private static String workspace(ApprovalsView.Workspace workspace, Ink ink, Instant now) {
        String name = workspace.repository() + "/" + workspace.name();
        String changes =
                workspace.waiting().stream()
                        .map(each -> waiting(each, ink, now))
                        .collect(Collectors.joining("\n"));
        return ink.strong(name)
                + " at "
                + Words.commit(workspace.revision())
                + "\n\n"
                + changes
                + "\nall of it: plumb approve --commit %s --workspace %s\n"
                        .formatted(Words.commit(workspace.revision()), name);
    }

    private static String waiting(ApprovalsView.Waiting waiting, Ink ink, Instant now) {
        StringBuilder out = new StringBuilder(PlanText.unheld(waiting.change(), ink));
        for (HoldView hold : waiting.holds()) {
            out.append("      ").append(ink.attention(HoldText.of(hold, now))).append('\n');
        }
        return out.toString();
    }

    public static String render(ApprovalView approval, Ink ink) {
        String name = approval.repository() + "/" + approval.workspace();
        if (approval.changes().isEmpty()) {
            return "nothing waits for approvals in " + name + "\n";
        }
        String verb = approval.act().equals("approval") ? "approved" : "took back the approval of";
        return "%s %s in %s at %s:\n%s"
                .formatted(
                        approval.by(),
                        verb,
                        ink.strong(name),
                        Words.commit(approval.revision()),
                        approval.changes().stream()
                                .map(change -> "  " + change.action() + " " + change.id() + "\n")
                                .collect(Collectors.joining()));
    }
}
