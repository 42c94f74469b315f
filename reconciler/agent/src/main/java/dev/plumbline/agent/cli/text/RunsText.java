package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.RunView;
import dev.plumbline.agent.api.RunsView;
import dev.plumbline.agent.cli.text.Table.Cell;
import java.util.Optional;

/// `plumb runs`: runs and below each its steps.
public final class RunsText {
    private RunsText() {}

    public static String render(RunsView runs, Ink ink) {
        if (runs.runs().isEmpty()) {
            return "no runs yet\n";
        }
        Table table = new Table(ink, "RUN", "JOB", "STATUS", "COMMIT", "STARTED", "TOOK", "RESULT");
        runs.runs().forEach(run -> addRun(table, run, ink));
        return table.render();
    }

    private static void addRun(Table table, RunView run, Ink ink) {
        table.row(
                Cell.of(run.id()),
                Cell.of(run.job()),
                new Cell(run.status(), ink::state),
                Cell.of(Words.commit(run.commit())),
                Cell.of(run.started().map(Words::time).orElse("")),
                Cell.of(Words.duration(run.started(), run.ended())),
                Cell.of(result(run)));
        for (RunView.Step step : run.steps()) {
            table.row(
                    Cell.of(""),
                    new Cell("- " + step.name(), ink::faint),
                    new Cell(step.status(), ink::state),
                    Cell.of(""),
                    Cell.of(step.reused() ? "reused" : step.started().map(Words::time).orElse("")),
                    Cell.of(step.reused() ? "" : Words.duration(step.started(), step.ended())),
                    Cell.of(step.message()));
        }
    }

    private static String result(RunView run) {
        StringBuilder result = new StringBuilder(String.join(", ", run.registered()));
        run.metrics()
                .forEach(
                        (name, value) -> result.append(' ').append(name).append('=').append(value));
        return Optional.of(result.toString().strip())
                .filter(text -> !text.isEmpty())
                .orElse(run.message());
    }
}
