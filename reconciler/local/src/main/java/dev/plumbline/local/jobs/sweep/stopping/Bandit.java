package dev.plumbline.local.jobs.sweep.stopping;

import dev.plumbline.local.jobs.sweep.spec.InvalidSweepException;
import dev.plumbline.local.jobs.sweep.spec.Section;
import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Stops a trial whose best value is further from the best of all than a slack allows. With a
/// factor `f` and a metric that is maximised, a trial stops when its best is less than `best / (1 +
/// f)` (learn.microsoft.com, how-to-tune-hyperparameters, "Bandit policy"). For a metric that is
/// minimised, the bound is `best * (1 + f)`. Azure gives no rule for values below zero, where
/// either bound would be better than the best; here they are exchanged, so that minimising a metric
/// is maximising its negative.
record Bandit(Slack slack) implements Rule {
    /// How far behind the best a trial may be.
    sealed interface Slack {
        record Factor(double factor) implements Slack {}

        record Amount(double amount) implements Slack {}
    }

    static Bandit read(Section policy) {
        Optional<Double> factor = slack(policy, "slack_factor");
        Optional<Double> amount = slack(policy, "slack_amount");
        if (factor.isPresent() && amount.isPresent()) {
            throw new InvalidSweepException(
                    "%s and %s say the same twice; remove one of them"
                            .formatted(policy.at("slack_factor"), policy.at("slack_amount")));
        }
        return new Bandit(
                factor.<Slack>map(Slack.Factor::new)
                        .or(() -> amount.map(Slack.Amount::new))
                        .orElseThrow(() ->
                                new InvalidSweepException(
                                        policy.path()
                                                + " of type bandit needs slack_factor or slack_amount; add one of them")));
    }

    private static Optional<Double> slack(Section policy, String key) {
        Optional<Double> slack = policy.optionalNumber(key).map(Number::doubleValue);
        if (slack.filter(value -> value < 0).isPresent()) {
            throw policy.wrong(key, "at least 0");
        }
        return slack;
    }

    @Override
    public Optional<String> against(Trial trial, List<Trial> peers, int reports, Goal goal) {
        OptionalDouble best =
                goal.best(
                        peers.stream().flatMapToDouble(peer -> peer.best(goal, reports).stream()));
        if (best.isEmpty()) {
            return Optional.empty();
        }
        double bound = goal.utility(bound(goal.utility(best.getAsDouble())));
        OptionalDouble own = trial.best(goal, reports);
        if (own.isPresent() && !goal.isBetter(bound, own.getAsDouble())) {
            return Optional.empty();
        }
        return Optional.of(
                "at report %d its best is %s; with the best trial at %s, the slack ends at %s"
                        .formatted(
                                reports,
                                Rule.value(trial, reports, goal),
                                best.getAsDouble(),
                                bound));
    }

    /// @param best where more is better
    private double bound(double best) {
        return switch (slack) {
            case Slack.Amount(var amount) -> best - amount;
            case Slack.Factor(var factor) -> best >= 0 ? best / (1 + factor) : best * (1 + factor);
        };
    }
}
