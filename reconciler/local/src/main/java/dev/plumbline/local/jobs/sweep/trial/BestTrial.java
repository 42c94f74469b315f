package dev.plumbline.local.jobs.sweep.trial;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which trial of a sweep is the best: of those that succeeded, since only they have whole outputs,
/// the one with the best value; of equals the earlier one.
public final class BestTrial {
    private BestTrial() {}

    public static Optional<Trial> of(List<Trial> trials, Goal goal) {
        return trials.stream()
                .filter(trial -> trial.state() == Trial.State.SUCCEEDED)
                .filter(trial -> trial.best(goal).isPresent())
                .min(
                        Comparator.comparingDouble((Trial trial) ->
                                        -goal.utility(trial.best(goal).orElseThrow()))
                                .thenComparingInt(Trial::number));
    }
}
