package dev.plumbline.spec.promotion;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/// What a metric of a model version has to be.
public record Condition(String metric, Test test, Optional<Goal> goal) {
    /// The value alone, or beside that of the version which is deployed.
    public sealed interface Test {
        record AtLeast(BigDecimal bound) implements Test {}

        record AtMost(BigDecimal bound) implements Test {}

        record BetterBy(Margin margin, Goal goal) implements Test {}

        record NotWorseBy(Margin margin, Goal goal) implements Test {}
    }

    /// @param condition that fits the schema and has exactly one test
    static Condition of(Fields condition) {
        Optional<Goal> goal =
                condition.text("goal").map(word -> Goal.valueOf(word.toUpperCase(Locale.ROOT)));
        return new Condition(condition.text("metric").orElseThrow(), test(condition, goal), goal);
    }

    private static Test test(Fields condition, Optional<Goal> goal) {
        Optional<Test> bound = condition.number("at_least").map(Test.AtLeast::new);
        return bound.or(() -> condition.number("at_most").map(Test.AtMost::new))
                .or(() ->
                        condition
                                .get("better_by")
                                .map(by -> new Test.BetterBy(Margin.of(by), goal.orElseThrow())))
                .orElseGet(() ->
                        new Test.NotWorseBy(
                                Margin.of(condition.get("not_worse_by").orElse(Value.Null.NULL)),
                                goal.orElseThrow()));
    }

    /// Which way the metric is better, as far as the condition says it.
    public Goal direction() {
        return goal.orElseGet(() ->
                switch (test) {
                    case Test.AtLeast _ -> Goal.MAXIMIZE;
                    case Test.AtMost _ -> Goal.MINIMIZE;
                    case Test.BetterBy(_, var told) -> told;
                    case Test.NotWorseBy(_, var told) -> told;
                });
    }

    /// As people say it: `auc at least 0.9`.
    @Override
    public String toString() {
        return metric
                + switch (test) {
                    case Test.AtLeast(var bound) -> " at least " + bound.toPlainString();
                    case Test.AtMost(var bound) -> " at most " + bound.toPlainString();
                    case Test.BetterBy(var margin, var told) ->
                            " better by " + margin + " or more" + way(told);
                    case Test.NotWorseBy(var margin, var told) ->
                            " not worse by more than " + margin + way(told);
                };
    }

    private static String way(Goal goal) {
        return goal == Goal.MAXIMIZE ? " (higher is better)" : " (lower is better)";
    }
}
