package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.ResourceView;
import java.time.Instant;

/// `plumb diff`: one resource and the fields in which the platform differs from Git.
public final class DiffText {
    private DiffText() {}

    /// @param now until when what is held is said to have been
    public static String render(ResourceView resource, Ink ink, Instant now) {
        StringBuilder out = new StringBuilder();
        out.append(ink.strong(resource.id()))
                .append(" in ")
                .append(resource.workspace())
                .append(": ");
        out.append(ink.state(resource.sync()))
                .append(", ")
                .append(ink.state(resource.health()))
                .append('\n');
        resource.path()
                .ifPresentOrElse(
                        path -> out.append("  declared in ").append(path).append('\n'),
                        () -> out.append("  declared nowhere any more\n"));
        resource.commit()
                .ifPresent(commit ->
                        out.append("  applied at ").append(Words.commit(commit)).append('\n'));
        resource.changedBy()
                .ifPresent(who -> out.append("  changed last by ").append(who).append('\n'));
        String message =
                resource.hold().map(hold -> HoldText.of(hold, now)).orElse(resource.message());
        if (!message.isEmpty()) {
            out.append("  ").append(message).append('\n');
        }
        out.append('\n');
        if (resource.fields().isEmpty()) {
            out.append(
                    resource.notes().isEmpty()
                            ? "no declared field differs\n"
                            : "no declared field differs but these:\n");
        }
        resource.fields()
                .forEach(field ->
                        out.append("  ~ ").append(PlanText.field(field, ink)).append('\n'));
        resource.notes()
                .forEach(note ->
                        note.fields()
                                .forEach(field ->
                                        out.append("  = ")
                                                .append(PlanText.field(field, ink))
                                                .append(ink.faint("  " + PlanText.note(note)))
                                                .append('\n')));
        return out.toString();
    }
}
