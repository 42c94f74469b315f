package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.SyncView;
import dev.plumbline.agent.cli.text.Table.Cell;
import java.util.List;

/// `plumb sync`: its state and its changes.
public final class SyncText {
    private SyncText() {}

    public static String render(SyncView sync, Ink ink) {
        StringBuilder out = new StringBuilder();
        out.append("sync ").append(sync.id());
        if (!sync.revision().isEmpty()) {
            out.append(" at ").append(Words.commit(sync.revision()));
        }
        out.append(": ").append(ink.state(sync.state().word()));
        out.append(sync.message().isEmpty() ? "" : "; " + sync.message()).append('\n');
        return out + (sync.changes().isEmpty() ? "" : "\n" + changes(sync.changes(), ink));
    }

    static String changes(List<SyncView.Change> changes, Ink ink) {
        Table table =
                new Table(ink, "WORKSPACE", "ACTION", "RESOURCE", "VERSION", "STATE", "MESSAGE");
        for (SyncView.Change change : changes) {
            table.row(
                    Cell.of(change.workspace()),
                    Cell.of(change.action()),
                    Cell.of(change.id()),
                    Cell.of(change.version().orElse("")),
                    new Cell(change.state(), ink::state),
                    Cell.of(change.message()));
        }
        return table.render();
    }
}
