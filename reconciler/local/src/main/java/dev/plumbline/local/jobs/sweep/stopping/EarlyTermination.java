package dev.plumbline.local.jobs.sweep.stopping;

import dev.plumbline.local.jobs.sweep.spec.Section;
import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import java.util.List;
import java.util.Optional;

/// The policy that stops trials which do badly: `early_termination` of a sweep.
public final class EarlyTermination {
    private static final List<String> TYPES =
            List.of("bandit", "median_stopping", "truncation_selection");

    private final Rule rule;
    private final Schedule schedule;

    private EarlyTermination(Rule rule, Schedule schedule) {
        this.rule = rule;
        this.schedule = schedule;
    }

    public static EarlyTermination read(Section policy) {
        Rule rule =
                switch (policy.word("type", TYPES)) {
                    case "bandit" -> Bandit.read(policy);
                    case "median_stopping" -> new MedianStopping();
                    default -> TruncationSelection.read(policy);
                };
        return new EarlyTermination(rule, Schedule.read(policy));
    }

    /// What the policy says of each running trial that has reported since it was last judged.
    /// Trials are compared over the same number of reports, so a verdict does not depend on how far
    /// the others have come meanwhile.
    public List<Verdict> judge(List<Trial> trials, Goal goal) {
        return trials.stream()
                .filter(trial -> trial.isRunning() && trial.reports().size() > trial.judged())
                .map(trial -> verdict(trial, trials, goal))
                .toList();
    }

    private Verdict verdict(Trial trial, List<Trial> trials, Goal goal) {
        Optional<String> reason =
                schedule.due(trial.judged(), trial.reports().size())
                        .mapToObj(
                                report -> rule.against(trial, peers(trials, report), report, goal))
                        .flatMap(Optional::stream)
                        .findFirst();
        return new Verdict(trial.number(), trial.reports().size(), reason);
    }

    private static List<Trial> peers(List<Trial> trials, int reports) {
        return trials.stream()
                .filter(trial -> !trial.hasFailed() && trial.reports().size() >= reports)
                .toList();
    }
}
