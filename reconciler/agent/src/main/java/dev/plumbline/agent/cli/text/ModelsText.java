package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.ModelComparisonView;
import dev.plumbline.agent.api.ModelComparisonView.Row;
import dev.plumbline.agent.api.ModelComparisonView.Verdict;
import dev.plumbline.agent.api.ModelView;
import dev.plumbline.agent.api.ModelsView;
import dev.plumbline.agent.cli.text.Table.Cell;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `plumb models`: versions, one version, two side by side.
public final class ModelsText {
    private static final String UNKNOWN = "unknown";

    private ModelsText() {}

    public static String list(ModelsView models, Ink ink) {
        if (models.models().isEmpty()) {
            return "no models yet\n";
        }
        Table table =
                new Table(
                        ink, "MODEL", "WORKSPACE", "DEPLOYED", "RUN", "COMMIT", "ENDED", "METRICS");
        models.models()
                .forEach(model ->
                        table.row(
                                Cell.of(model.title()),
                                Cell.of(model.workspace()),
                                Cell.of(String.join(", ", model.deployments())),
                                Cell.of(model.run().map(ModelView.Run::id).orElse(UNKNOWN)),
                                Cell.of(
                                        model.run()
                                                .map(run -> Words.commit(run.commit()))
                                                .orElse("")),
                                Cell.of(
                                        model.run()
                                                .flatMap(ModelView.Run::ended)
                                                .map(Words::time)
                                                .orElse("")),
                                Cell.of(metrics(model))));
        return table.render();
    }

    private static String metrics(ModelView model) {
        return model.metrics().entrySet().stream()
                .map(metric -> metric.getKey() + "=" + metric.getValue())
                .collect(Collectors.joining(" "));
    }

    public static String show(ModelView model, Ink ink) {
        StringBuilder out = new StringBuilder();
        out.append(ink.strong(model.title())).append(" in ").append(model.workspace()).append('\n');
        line(out, ink, "digest", model.digest().orElse(UNKNOWN));
        line(
                out,
                ink,
                "deployed",
                model.deployments().isEmpty() ? "no" : String.join(", ", model.deployments()));
        model.run().ifPresent(run -> run(out, ink, run));
        part(out, ink, "data", model.data());
        part(out, ink, "code", model.code());
        part(out, ink, "environments", model.environments());
        model.unknown().forEach(what -> line(out, ink, UNKNOWN, what));
        return out.toString();
    }

    private static void run(StringBuilder out, Ink ink, ModelView.Run run) {
        line(out, ink, "run", run.id() + " of " + run.job() + ", " + ink.state(run.status()));
        line(
                out,
                ink,
                "commit",
                Words.commit(run.commit()) + run.author().map(by -> " by " + by).orElse(""));
        run.ended()
                .ifPresent(ended ->
                        line(
                                out,
                                ink,
                                "ended",
                                Words.time(ended)
                                        + ", after "
                                        + Words.duration(run.started(), run.ended())));
        part(out, ink, "metrics", run.metrics());
        part(out, ink, "parameters", run.parameters());
    }

    private static void line(StringBuilder out, Ink ink, String name, String text) {
        out.append("  ").append(ink.faint(name)).append(' ').append(text).append('\n');
    }

    private static void part(StringBuilder out, Ink ink, String name, Map<String, ?> values) {
        if (!values.isEmpty()) {
            out.append("  ").append(ink.faint(name)).append('\n');
            values.forEach((key, value) ->
                    out.append("    ").append(key).append(' ').append(value).append('\n'));
        }
    }

    public static String compare(ModelComparisonView comparison, Ink ink) {
        Table table =
                new Table(
                        ink,
                        "",
                        "",
                        comparison.from().title(),
                        comparison.to().title(),
                        "CHANGE",
                        "");
        String section = "";
        for (Row row : comparison.rows()) {
            table.row(
                    new Cell(row.section().equals(section) ? "" : row.section(), ink::faint),
                    Cell.of(row.name()),
                    Cell.of(value(row, row.from())),
                    Cell.of(value(row, row.to())),
                    Cell.of(row.change().orElse("")),
                    verdict(row.verdict(), ink));
            section = row.section();
        }
        StringBuilder out = new StringBuilder(table.render());
        unknown(out, ink, comparison.from());
        unknown(out, ink, comparison.to());
        return out.toString();
    }

    private static String value(Row row, Optional<String> value) {
        boolean isCommit = row.section().equals("run") && row.name().equals("commit");
        return value.map(text -> isCommit ? Words.commit(text) : text).orElse("-");
    }

    private static Cell verdict(Verdict verdict, Ink ink) {
        return switch (verdict) {
            case BETTER -> new Cell("better", ink::good);
            case WORSE -> new Cell("worse", ink::bad);
            case SAME -> new Cell("same", ink::faint);
            case DIFFERENT -> Cell.of("differs");
        };
    }

    private static void unknown(StringBuilder out, Ink ink, ModelView model) {
        Optional.of(String.join("; ", model.unknown()))
                .filter(text -> !text.isEmpty())
                .ifPresent(text ->
                        out.append(ink.faint("not known of " + model.title()))
                                .append(": ")
                                .append(text)
                                .append('\n'));
    }
}
