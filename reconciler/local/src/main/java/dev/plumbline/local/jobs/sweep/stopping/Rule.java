package dev.plumbline.local.jobs.sweep.stopping;

import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import java.util.List;
import java.util.Optional;

/// When a trial does too badly to go on.
sealed interface Rule permits Bandit, MedianStopping, TruncationSelection {
    /// Why the trial is to stop; empty when it may go on.
    ///
    /// @param peers the trials that have reported as often, the trial itself among them, and none
    ///   that failed
    /// @param reports the number of reports at which they are compared; later ones do not count
    Optional<String> against(Trial trial, List<Trial> peers, int reports, Goal goal);

    /// The trial's best value in words.
    static String value(Trial trial, int reports, Goal goal) {
        var best = trial.best(goal, reports);
        return best.isPresent() ? Double.toString(best.getAsDouble()) : "no number";
    }
}
