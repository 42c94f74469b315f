package dev.plumbline.agent.model;

import dev.plumbline.agent.api.ModelComparisonView;
import dev.plumbline.agent.api.ModelComparisonView.Row;
import dev.plumbline.agent.api.ModelComparisonView.Verdict;
import dev.plumbline.agent.api.ModelView;
import dev.plumbline.spec.promotion.Goal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Puts two versions of a model side by side.
public final class ModelComparison {
    private final ModelView from;
    private final ModelView to;
    private final List<Row> rows = new ArrayList<>();

    private ModelComparison(ModelView from, ModelView to) {
        this.from = from;
        this.to = to;
    }

    /// @param directions which way metrics are better; those not in it are better no way
    public static ModelComparisonView of(
            ModelView from, ModelView to, Map<String, Goal> directions) {
        ModelComparison comparison = new ModelComparison(from, to);
        comparison.metrics(directions);
        comparison.texts("parameters", each -> parameters(each));
        comparison.texts("data", ModelView::data);
        comparison.texts("code", ModelView::code);
        comparison.texts("environments", ModelView::environments);
        comparison.texts("run", ModelComparison::run);
        return new ModelComparisonView(from, to, comparison.rows);
    }

    private static Map<String, String> parameters(ModelView model) {
        return model.run().map(ModelView.Run::parameters).orElse(Map.of());
    }

    private static Map<String, String> run(ModelView model) {
        Map<String, String> told = new TreeMap<>();
        model.run()
                .ifPresent(run -> {
                    told.put("id", run.id());
                    told.put("job", run.job());
                    told.put("commit", run.commit());
                    run.author().ifPresent(author -> told.put("author", author));
                });
        return told;
    }

    private void metrics(Map<String, Goal> directions) {
        Map<String, Double> before = from.metrics();
        Map<String, Double> after = to.metrics();
        for (String name : names(before, after)) {
            Optional<Double> was = Optional.ofNullable(before.get(name));
            Optional<Double> is = Optional.ofNullable(after.get(name));
            Optional<BigDecimal> change =
                    was.flatMap(Metrics::exact)
                            .flatMap(a -> is.flatMap(Metrics::exact).map(b -> b.subtract(a)));
            rows.add(
                    new Row(
                            "metrics",
                            name,
                            was.map(Metrics::text),
                            is.map(Metrics::text),
                            change.map(Metrics::signed),
                            change.map(by -> verdict(by, Optional.ofNullable(directions.get(name))))
                                    .orElseGet(() ->
                                            was.equals(is) ? Verdict.SAME : Verdict.DIFFERENT)));
        }
    }

    private static Verdict verdict(BigDecimal change, Optional<Goal> direction) {
        if (change.signum() == 0) {
            return Verdict.SAME;
        }
        return direction
                .map(goal ->
                        change.signum() > 0 == (goal == Goal.MAXIMIZE)
                                ? Verdict.BETTER
                                : Verdict.WORSE)
                .orElse(Verdict.DIFFERENT);
    }

    private void texts(String section, Function<ModelView, Map<String, String>> part) {
        Map<String, String> before = part.apply(from);
        Map<String, String> after = part.apply(to);
        for (String name : names(before, after)) {
            Optional<String> was = Optional.ofNullable(before.get(name));
            Optional<String> is = Optional.ofNullable(after.get(name));
            rows.add(
                    new Row(
                            section,
                            name,
                            was,
                            is,
                            Optional.empty(),
                            was.equals(is) ? Verdict.SAME : Verdict.DIFFERENT));
        }
    }

    private static Set<String> names(Map<String, ?> before, Map<String, ?> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }
}
