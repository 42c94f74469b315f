package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.AuditView;
import java.util.List;
import java.util.stream.Collectors;

/// `plumb audit`: each ledger with what was found, what that proves and what not.
public final class AuditText {
    private AuditText() {}

    public static String render(AuditView audit, Ink ink) {
        if (audit.workspaces().isEmpty()) {
            return "no workspaces, so there are no ledgers\n";
        }
        return audit.workspaces().stream()
                .map(workspace -> workspace(workspace, ink))
                .collect(Collectors.joining("\n"));
    }

    private static String workspace(AuditView.Workspace workspace, Ink ink) {
        StringBuilder out = new StringBuilder();
        out.append(ink.strong(workspace.name())).append(": ");
        out.append(
                workspace.sound() ? "sound" : Words.count(workspace.findings().size(), "problem"));
        out.append(", ledger ").append(workspace.head().map(Words::commit).orElse("empty"));
        out.append(", ")
                .append(workspace.entries())
                .append(" commits, ")
                .append(Words.count(workspace.releases(), "release"))
                .append(", ")
                .append(workspace.signed())
                .append(" signed\n");
        for (AuditView.Finding finding : workspace.findings()) {
            out.append("  ");
            finding.entry().ifPresent(entry -> out.append(Words.commit(entry)).append(' '));
            out.append(finding.message()).append('\n');
        }
        if (workspace.sound()) {
            list(out, "proves", workspace.proves(), ink);
        }
        list(out, "does not prove", workspace.provesNot(), ink);
        return out.toString();
    }

    private static void list(StringBuilder out, String title, List<String> lines, Ink ink) {
        out.append("  ").append(ink.faint(title)).append('\n');
        lines.forEach(line -> out.append("    - ").append(line).append('\n'));
    }
}
