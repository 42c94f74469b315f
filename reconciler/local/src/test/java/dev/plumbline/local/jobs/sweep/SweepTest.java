package dev.plumbline.local.jobs.sweep;

import static dev.plumbline.local.jobs.sweep.TestingSweeps.number;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.run;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.local.jobs.sweep.trial.Objective;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
    private static Sweep sweep(String sampling, String limits, long seed) {
        return Sweep.read(
                yaml(
                        """
                        type: sweep
                        sampling_algorithm: %s
                        objective: {goal: Maximize, primary_metric: accuracy}
                        search_space:
                          rate: {type: loguniform, min_value: -6, max_value: 0}
                          kernel: {type: choice, values: [rbf, linear]}
                        early_termination: {type: bandit, slack_amount: 0.1}
                        limits: %s
                        """
                                .formatted(sampling, limits)),
                seed);
    }

    private static Trial ended(Trial trial, double value) {
        return new Trial(
                trial.number(), trial.parameters(), Trial.State.SUCCEEDED, List.of(value), 0);
    }

    @Test
    void asManyTrialsRunAsTheLimitsAllow() {
        Sweep sweep = sweep("random", "{max_total_trials: 5, max_concurrent_trials: 3}", 1);
        List<Trial> trials = new ArrayList<>(sweep.next(List.of()));
        assertThat(trials).extracting(Trial::number).containsExactly(0, 1, 2);
        assertThat(sweep.next(trials)).isEmpty();

        trials.set(1, ended(trials.get(1), 0.5));
        trials.addAll(sweep.next(trials));
        assertThat(trials).extracting(Trial::number).containsExactly(0, 1, 2, 3);

        trials.replaceAll(trial -> ended(trial, 0.5));
        trials.addAll(sweep.next(trials));
        assertThat(trials).hasSize(5);
        assertThat(sweep.next(trials)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"random", "'{type: random, rule: sobol}'"})
    void theTrialsAreTheSameHoweverManyRunAtOnce(String sampling) {
        List<Trial> oneByOne =
                run(
                        sweep(sampling, "{max_total_trials: 20, max_concurrent_trials: 1}", 4),
                        parameters -> number(parameters, "rate"));
        List<Trial> atOnce =
                run(
                        sweep(sampling, "{max_total_trials: 20, max_concurrent_trials: 7}", 4),
                        parameters -> number(parameters, "rate"));

        assertThat(atOnce).isEqualTo(oneByOne);
    }

    @Test
    void aTrialThatReportsBadlyIsToStop() {
        Sweep sweep = sweep("random", "{max_total_trials: 2}", 1);
        List<Trial> trials = List.of(TestingSweeps.running(0, 0.9), TestingSweeps.running(1, 0.5));

        assertThat(sweep.judge(trials))
                .extracting(verdict -> verdict.stop().isPresent())
                .containsExactly(false, true);
    }

    @Test
    void theBestTrialIsTheOneOfTheObjective() {
        Sweep sweep = sweep("random", "{max_total_trials: 8}", 1);
        List<Trial> trials = run(sweep, parameters -> number(parameters, "rate"));
        double greatest =
                trials.stream()
                        .mapToDouble(trial -> number(trial.parameters(), "rate"))
                        .max()
                        .orElseThrow();

        assertThat(sweep.objective()).isEqualTo(new Objective(Goal.MAXIMIZE, "accuracy"));
        assertThat(number(sweep.best(trials).orElseThrow().parameters(), "rate"))
                .isEqualTo(greatest);
    }

    @Test
    void limitsHaveAzuresDefaults() {
        assertThat(sweep("random", "{}", 1).limits())
                .isEqualTo(new SweepLimits(1000, 1000, Duration.ofDays(60), Optional.empty()));
        assertThat(
                        sweep("random", "{max_total_trials: '4', timeout: 60, trial_timeout: 5}", 1)
                                .limits())
                .isEqualTo(
                        new SweepLimits(
                                4, 4, Duration.ofSeconds(60), Optional.of(Duration.ofSeconds(5))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {max_total_trials: 0}                               | limits.max_total_trials is "0"; it must be an integer from 1 to 1000
                    {max_total_trials: 1001}                            | limits.max_total_trials is "1001"; it must be an integer from 1 to 1000
                    {max_total_trials: 2, max_concurrent_trials: 3}     | limits.max_concurrent_trials is "3"; it must be at most max_total_trials, 2
                    {timeout: 5, trial_timeout: 6}                      | limits.trial_timeout is "6"; it must be at most timeout, 5
                    {timeout: soon}                                     | limits.timeout is "soon"; it must be a number
                    """)
    void limitsThatCannotBeKeptAreAnError(String limits, String problem) {
        assertThatThrownBy(() -> sweep("random", limits, 1)).hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {goal: best, primary_metric: m}  | objective.goal is "best"; it must be one of maximize, minimize
                    {primary_metric: m}              | objective.goal is missing; add one of maximize, minimize
                    {goal: minimize}                 | objective.primary_metric is missing; add the name of the metric that trials log
                    """)
    void anObjectiveThatIsNoneIsAnError(String objective, String problem) {
        assertThatThrownBy(() -> Sweep.read(yaml("objective: " + objective), 1))
                .hasMessage(problem);
    }
}
