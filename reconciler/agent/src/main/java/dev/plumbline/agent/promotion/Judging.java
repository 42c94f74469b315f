package dev.plumbline.agent.promotion;

import dev.plumbline.agent.model.Metrics;
import dev.plumbline.spec.promotion.Condition;
import dev.plumbline.spec.promotion.Condition.Test;
import dev.plumbline.spec.promotion.Goal;
import dev.plumbline.spec.promotion.Margin;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges conditions by the metrics of two runs. What is not known, and what is no finite number,
/// meets nothing.
final class Judging {
    /// A version whose metrics are compared.
    ///
    /// @param title `fraud:3`
    /// @param metrics empty when its run is not known
    record Subject(String title, Optional<Map<String, Double>> metrics) {}

    private final Subject candidate;
    private final Optional<Subject> deployed;

    private Judging(Subject candidate, Optional<Subject> deployed) {
        this.candidate = candidate;
        this.deployed = deployed;
    }

    /// @param deployed what is deployed now; empty when nothing is
    static List<Verdict> judge(
            List<Condition> conditions, Subject candidate, Optional<Subject> deployed) {
        Judging judging = new Judging(candidate, deployed);
        return conditions.stream().map(judging::judge).toList();
    }

    /// A value, or why there is none.
    private record Found(Optional<BigDecimal> value, String why) {}

    private Verdict judge(Condition condition) {
        Found found = find(candidate, condition.metric());
        if (found.value().isEmpty()) {
            return new Verdict(condition, false, found.why());
        }
        BigDecimal value = found.value().get();
        return switch (condition.test()) {
            case Test.AtLeast(var bound) ->
                    new Verdict(condition, value.compareTo(bound) >= 0, is(condition, value));
            case Test.AtMost(var bound) ->
                    new Verdict(condition, value.compareTo(bound) <= 0, is(condition, value));
            case Test.BetterBy(var margin, var goal) ->
                    beside(
                            condition,
                            value,
                            goal,
                            (gain, base) -> gain.signum() > 0 && reaches(gain, margin, base));
            case Test.NotWorseBy(var margin, var goal) ->
                    beside(
                            condition,
                            value,
                            goal,
                            (gain, base) -> gain.negate().compareTo(margin.from(base)) <= 0);
        };
    }

    private static boolean reaches(BigDecimal gain, Margin margin, BigDecimal base) {
        return gain.compareTo(margin.from(base)) >= 0;
    }

    private interface Rule {
        /// @param gain how much better the candidate is
        /// @param base the value of what is deployed
        boolean isMet(BigDecimal gain, BigDecimal base);
    }

    private Verdict beside(Condition condition, BigDecimal value, Goal goal, Rule rule) {
        if (deployed.isEmpty()) {
            return new Verdict(condition, false, "nothing is deployed yet to compare with");
        }
        Found found = find(deployed.get(), condition.metric());
        if (found.value().isEmpty()) {
            return new Verdict(condition, false, found.why() + ", which is deployed");
        }
        BigDecimal base = found.value().get();
        BigDecimal change = value.subtract(base);
        BigDecimal gain = goal == Goal.MAXIMIZE ? change : change.negate();
        String words =
                "%s, against %s of %s"
                        .formatted(
                                is(condition, value), base.toPlainString(), deployed.get().title());
        return new Verdict(condition, rule.isMet(gain, base), words);
    }

    private static String is(Condition condition, BigDecimal value) {
        return condition.metric() + " is " + value.toPlainString();
    }

    private static Found find(Subject of, String metric) {
        if (of.metrics().isEmpty()) {
            return new Found(Optional.empty(), "nothing is known of the run of " + of.title());
        }
        Optional<Double> value = Optional.ofNullable(of.metrics().get().get(metric));
        if (value.isEmpty()) {
            return new Found(
                    Optional.empty(), "no metric \"" + metric + "\" was logged for " + of.title());
        }
        return new Found(
                value.flatMap(Metrics::exact),
                metric + " is " + value.get() + " for " + of.title());
    }
}
