package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.HistoryView;
import dev.plumbline.agent.api.SyncView;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/// `plumb history`: the syncs, newest first, each with who wrote it, who approved it and what it
/// did.
public final class HistoryText {
    private static final Set<String> ACTS = Set.of("revoked", "suspended", "resumed", "undone");

    private HistoryText() {}

    public static String render(HistoryView history, Ink ink) {
        if (history.syncs().isEmpty()) {
            return "no syncs yet\n";
        }
        return history.syncs().stream()
                .map(sync -> sync(sync, ink))
                .collect(Collectors.joining("\n"));
    }

    private static String sync(HistoryView.Sync sync, Ink ink) {
        StringBuilder out = new StringBuilder();
        String duration =
                sync.durationSeconds().map(Duration::ofSeconds).map(Words::duration).orElse("");
        out.append(ink.strong(Words.commit(sync.revision())))
                .append(' ')
                .append(sync.subject())
                .append('\n');
        out.append("  ").append(sync.workspace()).append(", ").append(ink.state(sync.outcome()));
        out.append(duration.isEmpty() ? "" : " after " + duration);
        out.append(", began ")
                .append(Words.time(sync.started()))
                .append(ink.faint("  " + sync.id()))
                .append('\n');
        out.append("  author ").append(sync.author()).append('\n');
        for (HistoryView.Approval approval : sync.approvals()) {
            out.append("  ")
                    .append(ACTS.contains(sync.outcome()) ? sync.outcome() : "approved")
                    .append(" by ")
                    .append(approval.by())
                    .append(" at ")
                    .append(Words.time(approval.at()));
            out.append(approval.where().isEmpty() ? "" : ", " + approval.where()).append('\n');
        }
        sync.changes().forEach(change -> out.append(change(change, ink)));
        return out.toString();
    }

    private static String change(SyncView.Change change, Ink ink) {
        return "    %s %s%s: %s%s\n"
                .formatted(
                        change.action(),
                        change.id(),
                        change.version().map(version -> ":" + version).orElse(""),
                        ink.state(change.state()),
                        change.message().isEmpty() ? "" : ", " + change.message());
    }
}
