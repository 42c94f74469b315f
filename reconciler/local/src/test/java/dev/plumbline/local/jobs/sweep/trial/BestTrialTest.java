package dev.plumbline.local.jobs.sweep.trial;

import static dev.plumbline.local.jobs.sweep.TestingSweeps.trial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.jobs.sweep.trial.Trial.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestTrialTest {
    /// Trial 1 reported its best early, 2 and 3 are equal to it, 4 and 5 have no number, and 6 to 8
    /// did not succeed.
    private static final List<Trial> TRIALS =
            List.of(
                    trial(0, State.SUCCEEDED, 0.2),
                    trial(1, State.SUCCEEDED, 0.3, 0.9, 0.4),
                    trial(2, State.SUCCEEDED, 0.9),
                    trial(3, State.SUCCEEDED, 0.2, Double.NaN, 0.25),
                    trial(4, State.SUCCEEDED, Double.NaN, Double.POSITIVE_INFINITY),
                    trial(5, State.SUCCEEDED),
                    trial(6, State.FAILED, 0.99, 0.01),
                    trial(7, State.STOPPED, 0.99, 0.01),
                    trial(8, State.RUNNING, 0.99, 0.01));

    @ParameterizedTest
    @CsvSource({"MAXIMIZE, 1", "MINIMIZE, 0"})
    void theBestValueWinsAndOfEqualsTheEarlier(Goal goal, int number) {
        assertThat(BestTrial.of(TRIALS, goal)).map(Trial::number).hasValue(number);
        assertThat(BestTrial.of(TRIALS.reversed(), goal)).map(Trial::number).hasValue(number);
    }

    @Test
    void withoutAValueThereIsNoBest() {
        assertThat(BestTrial.of(TRIALS.subList(4, 9), Goal.MAXIMIZE)).isEmpty();
    }
}
