package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.FieldView;
import dev.plumbline.agent.api.NoteView;
import dev.plumbline.agent.api.PlanView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// `plumb plan` for people: what would change and why, the changes in the order in which they would
/// be made.
public final class PlanText {
    private static final List<String> ACTIONS =
            List.of("create", "update", "replace", "run", "delete");

    private PlanText() {}

    /// @param now until when what is held is said to have been
    public static String render(PlanView plan, Ink ink, Instant now) {
        if (plan.workspaces().isEmpty()) {
            return "no workspaces: the revision declares none in plumbline.yml; `plumb init` proposes one\n";
        }
        return plan.workspaces().stream()
                .map(workspace -> workspace(workspace, ink, now))
                .collect(Collectors.joining("\n"));
    }

    private static String workspace(PlanView.Workspace workspace, Ink ink, Instant now) {
        String heading = ink.strong(workspace.name()) + " at " + Words.commit(workspace.revision());
        if (workspace.changes().isEmpty()) {
            boolean stalls =
                    workspace.notes().stream().anyMatch(note -> note.state().equals("stalled"));
            return heading
                    + (stalls
                            ? ": nothing that could be changed\n"
                            : ": nothing to change; the platform holds what Git declares\n")
                    + notes(workspace, ink)
                    + OrphanText.of(workspace.orphans(), ink);
        }
        String changes =
                workspace.changes().stream()
                        .map(change -> change(change, ink, now))
                        .collect(Collectors.joining("\n"));
        return heading
                + "\n\n"
                + changes
                + notes(workspace, ink)
                + OrphanText.of(workspace.orphans(), ink)
                + "\nPlan: "
                + summary(workspace)
                + ".\n";
    }

    private static String notes(PlanView.Workspace workspace, Ink ink) {
        return workspace.notes().stream()
                .map(note -> "\n" + note(note, ink))
                .collect(Collectors.joining());
    }

    /// What is not changed: stalled (`!`), left to others, or done elsewhere (`=`).
    private static String note(NoteView note, Ink ink) {
        boolean isStalled = note.state().equals("stalled");
        StringBuilder out = new StringBuilder();
        out.append(isStalled ? ink.bad("  !") : ink.faint("  ="))
                .append(' ')
                .append(ink.strong(note.id()))
                .append(ink.faint("  " + note.state() + ", " + note.path()))
                .append('\n');
        out.append("      ").append(note(note)).append('\n');
        note.fields().forEach(field -> out.append("      ").append(field(field, ink)).append('\n'));
        return out.toString();
    }

    /// What a note says, without its fields.
    static String note(NoteView note) {
        return note.state().equals("ignored") ? "left as it is: " + note.message() : note.message();
    }

    private static String change(PlanView.Change change, Ink ink, Instant now) {
        return unheld(change, ink)
                + change.held()
                        .map(why ->
                                "      "
                                        + ink.attention(
                                                HoldText.heading(change.hold(), now) + ": " + why)
                                        + "\n")
                        .orElse("");
    }

    /// A change without what holds it.
    static String unheld(PlanView.Change change, Ink ink) {
        StringBuilder out = new StringBuilder();
        out.append(mark(change.action(), ink)).append(' ').append(ink.strong(change.id()));
        out.append(ink.faint("  " + change.action() + ", " + change.path())).append('\n');
        if (!change.reason().isEmpty()) {
            out.append("      ").append(change.reason()).append('\n');
        }
        change.fields()
                .forEach(field -> out.append("      ").append(field(field, ink)).append('\n'));
        change.chosen()
                .forEach((text, asset) ->
                        out.append("      ")
                                .append(text)
                                .append(" is ")
                                .append(asset)
                                .append('\n'));
        return out.toString();
    }

    /// Padded to three places, as `-/+` is the longest.
    private static String mark(String action, Ink ink) {
        return switch (action) {
            case "create" -> ink.good("  +");
            case "update" -> ink.attention("  ~");
            case "replace" -> ink.attention("-/+");
            case "run" -> ink.busy("  >");
            case "delete" -> ink.bad("  -");
            default -> "  ?";
        };
    }

    /// `path: from -> to`.
    static String field(FieldView field, Ink ink) {
        String to = field.to().isNull() ? "(default)" : value(field.to());
        return "%s: %s -> %s"
                .formatted(
                        field.path(),
                        field.from().isNull() ? "(unset)" : value(field.from()),
                        field.waitsForProducer() ? ink.busy(to) : to);
    }

    private static String value(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    /// `1 to create, 2 to run; 1 held`.
    public static String summary(PlanView.Workspace workspace) {
        List<String> parts = new ArrayList<>();
        ACTIONS.forEach(action -> addCount(parts, workspace, action));
        workspace.summary().keySet().stream()
                .filter(action -> !ACTIONS.contains(action) && !action.equals("none"))
                .forEach(action -> addCount(parts, workspace, action));
        return String.join(", ", parts) + waiting(workspace.changes());
    }

    private static void addCount(List<String> parts, PlanView.Workspace workspace, String action) {
        int count = workspace.summary().getOrDefault(action, 0);
        if (count > 0) {
            parts.add(count + " to " + action);
        }
    }

    private static String waiting(List<PlanView.Change> changes) {
        long held = changes.stream().filter(change -> change.held().isPresent()).count();
        long deferred =
                changes.stream()
                        .filter(change ->
                                change.fields().stream().anyMatch(FieldView::waitsForProducer))
                        .count();
        return (held > 0 ? "; " + held + " held" : "")
                + (deferred > 0 ? "; " + deferred + " deferred" : "");
    }
}
