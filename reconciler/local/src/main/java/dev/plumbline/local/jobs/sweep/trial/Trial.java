package dev.plumbline.local.jobs.sweep.trial;

import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// One trial of a sweep, as far as it has come.
///
/// @param number its place in the order in which the trials were started, from 0
/// @param parameters the values that it was started with
/// @param reports the primary metric, each time that the trial logged it; NaN and infinite ones
///   count as reports and have no value
/// @param judged how many of the reports early termination has seen
public record Trial(int number, Fields parameters, State state, List<Double> reports, int judged) {
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        /// Stopped before its end: by early termination, by a limit or by a person.
        STOPPED
    }

    public Trial {
        reports = List.copyOf(reports);
    }

    /// A trial that has reported nothing yet.
    public static Trial started(int number, Fields parameters) {
        return new Trial(number, parameters, State.RUNNING, List.of(), 0);
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public boolean hasFailed() {
        return state == State.FAILED;
    }

    /// The best value so far. Azure likewise takes the best that a trial ever reported, not the
    /// last (learn.microsoft.com, how-to-tune-hyperparameters: "whose best metric").
    public OptionalDouble best(Goal goal) {
        return best(goal, reports.size());
    }

    /// The best value among the first reports.
    public OptionalDouble best(Goal goal, int firstReports) {
        return goal.best(values(firstReports));
    }

    /// The mean of the values among the first reports.
    public OptionalDouble average(int firstReports) {
        return values(firstReports).average();
    }

    private DoubleStream values(int firstReports) {
        return reports.stream()
                .limit(firstReports)
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue);
    }
}
