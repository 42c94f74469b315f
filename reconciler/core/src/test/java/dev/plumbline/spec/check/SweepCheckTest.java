package dev.plumbline.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spec.document.SpecKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Search spaces, sampling, early ends and limits, of sweeps and of AutoML.
class SweepCheckTest {
    private static final String SWEEP =
            """
            type: sweep
            sampling_algorithm: random
            search_space:
              depth: {type: choice, values: [1, 2]}
              rate: {type: uniform, min_value: 0.1, max_value: 0.9}
              width: {type: qnormal, mu: 10, sigma: 2, q: 1}
            early_termination: {type: bandit, slack_factor: 0.1, evaluation_interval: 1}
            limits: {max_total_trials: 20, max_concurrent_trials: 4, timeout: 7200, trial_timeout: 60}
            trial: {command: 'train ${{search_space.rate}}'}
            """;

    @Test
    void aSoundSweepHasNoFaults() {
        assertThat(Collected.faults(SpecKind.SWEEP_JOB, SWEEP)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "min_value: 0.1 | min_value: 1 | search_space.rate.min_value: min_value of rate is 1, which is not less than max_value, 0.9; there is nothing between them to search",
                "q: 1 | q: 0 | search_space.width.q: q is 0; it must be more than 0",
                "sigma: 2 | sigma: -2 | search_space.width.sigma: sigma is -2; it must be more than 0",
                ", slack_factor: 0.1 | `` | early_termination: early_termination of type bandit needs slack_factor or slack_amount; add one of them",
                "slack_factor: 0.1 | slack_factor: 0.1, slack_amount: 1 | early_termination.slack_amount: slack_factor and slack_amount say the same twice; remove one of them",
                "evaluation_interval: 1 | evaluation_interval: 0 | early_termination.evaluation_interval: evaluation_interval is 0; it must be at least 1",
                "max_concurrent_trials: 4 | max_concurrent_trials: 40 | limits.max_concurrent_trials: max_concurrent_trials is 40, which is more than max_total_trials, 20; lower it",
                "trial_timeout: 60 | trial_timeout: 9000 | limits.trial_timeout: trial_timeout is 9000, which is more than timeout, 7200; lower it",
                "search_space.rate}} | search_space.rat}} | trial.command: ${{search_space.rat}} names \"rat\", which is not searched for; did you mean \"rate\"?"
            })
    void oneMistakeIsOneFault(String right, String wrong, String fault) {
        assertThat(SWEEP).contains(right);

        assertThat(Collected.faults(SpecKind.SWEEP_JOB, SWEEP.replace(right, wrong)))
                .containsExactly(fault);
    }

    @Test
    void gridSamplingTakesChoicesAlone() {
        assertThat(Collected.faults(SpecKind.SWEEP_JOB, SWEEP.replace("random", "grid")))
                .containsExactly(
                        "search_space.rate.type: rate is searched as uniform, but sampling_algorithm grid takes choice alone; use one of them, or random",
                        "search_space.width.type: width is searched as qnormal, but sampling_algorithm grid takes choice alone; use one of them, or random");
    }

    @Test
    void bayesianSamplingLearnsLittleFromTrialsThatEndEarly() {
        String sweep = SWEEP.replace("random", "bayesian").replace("qnormal", "quniform");

        assertThat(Collected.faults(SpecKind.SWEEP_JOB, sweep))
                .containsExactly(
                        "early_termination: warning: early_termination does not go well with sampling_algorithm bayesian, which learns from whole trials; remove it, or sample at random");
    }

    @Test
    void autoMlSearchesEachOfItsSpaces() {
        assertThat(
                        Collected.faults(
                                SpecKind.AUTOML_JOB,
                                """
                                type: automl
                                limits: {max_trials: 2, max_concurrent_trials: 3}
                                sweep: {sampling_algorithm: grid, early_termination: {type: bandit}}
                                search_space:
                                  - model_name: {type: choice, values: [a, b]}
                                    rate: {type: uniform, min_value: 0, max_value: 1}
                                """))
                .containsExactly(
                        "search_space.0.rate.type: rate is searched as uniform, but sampling_algorithm grid takes choice alone; use one of them, or random",
                        "sweep.early_termination: early_termination of type bandit needs slack_factor or slack_amount; add one of them",
                        "limits.max_concurrent_trials: max_concurrent_trials is 3, which is more than max_trials, 2; lower it");
    }
}
