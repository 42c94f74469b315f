package dev.plumbline.local.jobs.sweep.stopping;

import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Stops a trial whose best value is worse than the median of the running averages of all trials,
/// over the same number of reports (learn.microsoft.com, how-to-tune-hyperparameters, "Median
/// stopping policy").
record MedianStopping() implements Rule {
    @Override
    public Optional<String> against(Trial trial, List<Trial> peers, int reports, Goal goal) {
        double[] averages =
                peers.stream()
                        .flatMapToDouble(peer -> peer.average(reports).stream())
                        .sorted()
                        .toArray();
        if (averages.length == 0) {
            return Optional.empty();
        }
        double median = median(averages);
        OptionalDouble own = trial.best(goal, reports);
        if (own.isPresent() && !goal.isBetter(median, own.getAsDouble())) {
            return Optional.empty();
        }
        return Optional.of(
                "at report %d its best is %s, worse than %s, the median of the running averages of %d trials"
                        .formatted(
                                reports,
                                Rule.value(trial, reports, goal),
                                median,
                                averages.length));
    }

    private static double median(double[] sorted) {
        int upper = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
    }
}
