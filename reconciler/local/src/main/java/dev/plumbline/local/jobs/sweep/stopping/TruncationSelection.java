package dev.plumbline.local.jobs.sweep.stopping;

import dev.plumbline.local.jobs.sweep.spec.Section;
import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import java.util.List;
import java.util.Optional;

/// Stops the trials of the lowest percentage, by their best value over the same number of reports
/// (learn.microsoft.com, how-to-tune-hyperparameters, "Truncation selection policy"). The
/// percentage is rounded down to whole trials, so that of four trials 20 % are none. Of equal
/// trials the later one is the lower.
///
/// @param excludeFinished whether trials that have ended are left out of the comparison
record TruncationSelection(int percentage, boolean excludeFinished) implements Rule {
    static TruncationSelection read(Section policy) {
        return new TruncationSelection(
                (int) policy.integer("truncation_percentage", 1, 99),
                policy.fields()
                        .text("exclude_finished_jobs")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent());
    }

    @Override
    public Optional<String> against(Trial trial, List<Trial> peers, int reports, Goal goal) {
        List<Trial> ranked =
                peers.stream().filter(peer -> peer.isRunning() || !excludeFinished).toList();
        int stopped = ranked.size() * percentage / 100;
        long lower = ranked.stream().filter(peer -> isLower(peer, trial, reports, goal)).count();
        if (lower >= stopped) {
            return Optional.empty();
        }
        return Optional.of(
                "at report %d its best is %s, among the lowest %d of %d trials"
                        .formatted(
                                reports, Rule.value(trial, reports, goal), stopped, ranked.size()));
    }

    private static boolean isLower(Trial peer, Trial trial, int reports, Goal goal) {
        double of = utility(peer, reports, goal);
        double than = utility(trial, reports, goal);
        return of < than || (of == than && peer.number() > trial.number());
    }

    private static double utility(Trial trial, int reports, Goal goal) {
        return trial.best(goal, reports).stream()
                .map(goal::utility)
                .findFirst()
                .orElse(Double.NEGATIVE_INFINITY);
    }
}
