package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.StatusView;
import dev.plumbline.agent.cli.text.Table.Cell;
import java.time.Instant;
import java.util.stream.Collectors;

/// `plumb status`: each workspace with a table of its resources.
public final class StatusText {
    private StatusText() {}

    /// @param now until when what is held is said to have been
    public static String render(StatusView status, Ink ink, Instant now) {
        String faults =
                status.faults().stream()
                        .map(fault ->
                                ink.strong(fault.repository())
                                        + ": cannot be used: "
                                        + fault.message()
                                        + "\n")
                        .collect(Collectors.joining());
        String left = OrphanText.of(status.orphans(), ink);
        if (status.workspaces().isEmpty() && !(faults + left).isEmpty()) {
            return faults + left;
        }
        if (status.workspaces().isEmpty()) {
            return "no workspaces: the repository declares none in plumbline.yml; `plumb init` proposes one\n";
        }
        return status.workspaces().stream()
                        .map(workspace -> workspace(workspace, ink, now))
                        .collect(Collectors.joining("\n"))
                + (faults.isEmpty() ? "" : "\n" + faults)
                + left;
    }

    private static String workspace(StatusView.Workspace workspace, Ink ink, Instant now) {
        StringBuilder out = new StringBuilder();
        out.append(ink.strong(workspace.name()));
        if (!workspace.revision().isEmpty()) {
            out.append(" at ").append(Words.commit(workspace.revision()));
        }
        out.append(": ")
                .append(ink.state(workspace.sync()))
                .append(", ")
                .append(ink.state(workspace.health()));
        out.append('\n');
        if (!workspace.message().isEmpty()) {
            out.append("  ").append(workspace.message()).append('\n');
        }
        return out
                + (workspace.resources().isEmpty()
                        ? "  no resources\n"
                        : resources(workspace, ink, now))
                + OrphanText.of(workspace.orphans(), ink);
    }

    private static String resources(StatusView.Workspace workspace, Ink ink, Instant now) {
        Table table = new Table(ink, "RESOURCE", "VERSION", "SYNC", "HEALTH", "COMMIT", "MESSAGE");
        for (StatusView.Resource resource : workspace.resources()) {
            table.row(
                    Cell.of(resource.id()),
                    Cell.of(resource.version().orElse("")),
                    new Cell(resource.sync(), ink::state),
                    new Cell(resource.health(), ink::state),
                    Cell.of(resource.commit().map(Words::commit).orElse("")),
                    Cell.of(
                            resource.hold()
                                    .map(hold -> HoldText.of(hold, now))
                                    .orElse(resource.message())));
        }
        return "\n" + table.render();
    }
}
