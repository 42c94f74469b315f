package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.FieldView;
import dev.plumbline.agent.api.PlanView;
import java.time.Instant;
import java.util.stream.Collectors;

/// A plan as a comment on a pull request.
public final class PlanMarkdown {
    private PlanMarkdown() {}

    public static String render(PlanView plan, Instant now) {
        return plan.workspaces().stream()
                .map(workspace -> workspace(workspace, now))
                .collect(Collectors.joining("\n"));
    }

    private static String workspace(PlanView.Workspace workspace, Instant now) {
        String heading =
                "### Plan for `%s` at `%s`\n\n"
                        .formatted(workspace.name(), Words.commit(workspace.revision()));
        if (workspace.changes().isEmpty()) {
            return heading
                    + (workspace.notes().isEmpty()
                            ? "Nothing to change: the platform holds what Git declares.\n"
                            : "Nothing is changed.\n" + notes(workspace))
                    + orphans(workspace);
        }
        StringBuilder out = new StringBuilder(heading);
        out.append(PlanText.summary(workspace)).append(".\n\n");
        out.append("| Action | Resource | Why |\n|---|---|---|\n");
        workspace.changes().forEach(change -> out.append(row(change, now)));
        String details =
                workspace.changes().stream()
                        .filter(change -> !change.fields().isEmpty())
                        .map(PlanMarkdown::details)
                        .collect(Collectors.joining());
        return (details.isEmpty() ? out.toString() : out + "\n" + details)
                + notes(workspace)
                + orphans(workspace);
    }

    private static String orphans(PlanView.Workspace workspace) {
        return workspace.orphans().stream()
                .map(orphan ->
                        "\n%s is an orphan: %s; %s\n"
                                .formatted(
                                        Markdown.code(orphan.id()),
                                        Markdown.text(orphan.reason()),
                                        Markdown.text(orphan.advice())))
                .collect(Collectors.joining());
    }

    private static String notes(PlanView.Workspace workspace) {
        return workspace.notes().stream()
                .map(note ->
                        "\n%s %s: %s\n%s"
                                .formatted(
                                        Markdown.code(note.id()),
                                        note.state(),
                                        Markdown.text(PlanText.note(note)),
                                        note.fields().stream()
                                                .map(PlanMarkdown::field)
                                                .collect(Collectors.joining("", "\n", ""))))
                .collect(Collectors.joining());
    }

    private static String row(PlanView.Change change, Instant now) {
        String held =
                change.held()
                        .map(why ->
                                "<br>**%s:** %s"
                                        .formatted(
                                                HoldText.heading(change.hold(), now),
                                                Markdown.text(why)))
                        .orElse("");
        return "| %s | %s | %s%s%s |\n"
                .formatted(
                        change.action(),
                        cell(change.id()),
                        Markdown.text(change.reason()),
                        change.chosen().entrySet().stream()
                                .map(each ->
                                        "<br>"
                                                + cell(each.getKey())
                                                + " is "
                                                + cell(each.getValue()))
                                .collect(Collectors.joining()),
                        held);
    }

    private static String cell(String code) {
        return Markdown.code(code.replace("|", "\\|"));
    }

    private static String details(PlanView.Change change) {
        String fields =
                change.fields().stream().map(PlanMarkdown::field).collect(Collectors.joining());
        return "<details><summary><code>%s</code>: %s</summary>\n\n%s\n</details>\n"
                .formatted(
                        Markdown.html(change.id()),
                        Words.count(change.fields().size(), "field"),
                        fields);
    }

    private static String field(FieldView field) {
        return "- " + Markdown.code(PlanText.field(field, Ink.PLAIN)) + "\n";
    }
}
