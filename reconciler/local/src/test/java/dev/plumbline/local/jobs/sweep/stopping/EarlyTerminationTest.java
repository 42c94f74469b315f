package dev.plumbline.local.jobs.sweep.stopping;

import static dev.plumbline.local.jobs.sweep.TestingSweeps.running;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.section;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules against tables that were computed by hand. In a table, trials stand in a row,
/// separated by slashes, each with what it has reported; all of them are running.
class EarlyTerminationTest {
    private static EarlyTermination policy(String yaml) {
        return EarlyTermination.read(section("early_termination", yaml));
    }

    private static List<Trial> trials(String table) {
        String[] rows = table.split("/");
        return IntStream.range(0, rows.length)
                .mapToObj(number -> running(number, reports(rows[number])))
                .toList();
    }

    private static Double[] reports(String row) {
        return Arrays.stream(row.strip().split("\\s+"))
                .filter(each -> !each.equals("-"))
                .map(Double::valueOf)
                .toArray(Double[]::new);
    }

    /// The numbers of the trials that the policy stops.
    private static List<Integer> stopped(String policy, Goal goal, List<Trial> trials) {
        return policy(policy).judge(trials, goal).stream()
                .filter(verdict -> verdict.stop().isPresent())
                .map(Verdict::trial)
                .toList();
    }

    private static void assertStopped(String policy, Goal goal, String table, String numbers) {
        List<Integer> expected =
                Arrays.stream(numbers.split(" "))
                        .filter(each -> !each.equals("none"))
                        .map(Integer::valueOf)
                        .toList();
        assertThat(stopped(policy, goal, trials(table))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # 0.8 / 1.2 = 0.6667: the example of Azure's page
                    slack_factor: 0.2 | MAXIMIZE | 0.8 / 0.66 / 0.67         | 1
                    # the bound itself is allowed: 1 / 1.25 = 0.8
                    slack_factor: 0.25| MAXIMIZE | 1.0 / 0.8 / 0.79          | 2
                    # the best of a trial counts, not its last: 0.7 once, then 0.1
                    slack_factor: 0.2 | MAXIMIZE | 0.8 0.8 / 0.7 0.1         | none
                    # 0.5 * 1.2 = 0.6
                    slack_factor: 0.2 | MINIMIZE | 0.5 / 0.6 / 0.61          | 2
                    # below zero: -0.5 * 1.2 = -0.6 when maximised, -0.6 / 1.2 = -0.5 when minimised
                    slack_factor: 0.2 | MAXIMIZE | -0.5 / -0.6 / -0.61       | 2
                    slack_factor: 0.2 | MINIMIZE | -0.6 / -0.5 / -0.49       | 2
                    # a best of zero leaves no room to a factor
                    slack_factor: 0.2 | MINIMIZE | 0 / 0.001                 | 1
                    slack_factor: 0   | MAXIMIZE | 0.8 / 0.8 / 0.79          | 2
                    slack_amount: 0.25| MAXIMIZE | 0.75 / 0.5 / 0.49         | 2
                    slack_amount: 0.25| MINIMIZE | -0.5 / -0.25 / -0.24      | 2
                    # nothing is a number, so nothing is best
                    slack_amount: 0.1 | MAXIMIZE | NaN / NaN                 | none
                    slack_amount: 0.1 | MAXIMIZE | 0.5 / NaN / 0.4           | 1
                    slack_amount: 0.1 | MAXIMIZE | 0.5 / Infinity / 0.39     | 1 2
                    slack_amount: 0.1 | MAXIMIZE | 0.5 / -                   | none
                    slack_amount: 0.1 | MAXIMIZE | 0.5                       | none
                    # at its first report a trial is compared with the first of the others
                    slack_amount: 0.1 | MAXIMIZE | 0.3 0.6 0.9 / 0.25        | none
                    """)
    void bandit(String slack, Goal goal, String table, String numbers) {
        assertStopped("{type: bandit, " + slack + "}", goal, table, numbers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # averages 0.2 0.5 0.8, median 0.5; equal to it is not worse
                    MAXIMIZE | 0.2 / 0.5 / 0.8                     | 0
                    MINIMIZE | 0.2 / 0.5 / 0.8                     | 2
                    # averages 0.2 0.4 0.6 0.8, median 0.5
                    MAXIMIZE | 0.2 / 0.4 / 0.6 / 0.8               | 0 1
                    # over two reports the averages are 0.3 0.5 0.6, median 0.5; the best of trial 0 is 0.5.
                    # At the first report: 0.1 0.4 0.5, median 0.4, so trial 0 stops there; see the delay below.
                    MAXIMIZE | 0.1 0.5 / 0.4 0.6 / 0.5 0.7         | 0
                    # a trial alone is never worse than its own average
                    MAXIMIZE | 0.9 0.1                             | none
                    MAXIMIZE | 0.5 / 0.5 / 0.5                     | none
                    # NaN counts in no average: 0.2 and 0.6, median 0.4
                    MAXIMIZE | NaN / 0.2 / 0.6                     | 0 1
                    MAXIMIZE | NaN / NaN                           | none
                    MAXIMIZE | 0.5 / - / 0.7                       | 0
                    MAXIMIZE | -3 / -2 / -1                        | 0
                    """)
    void medianStopping(Goal goal, String table, String numbers) {
        assertStopped("{type: median_stopping}", goal, table, numbers);
    }

    @Test
    void theMedianIsOfTheAveragesUpToTheReport() {
        assertStopped(
                "{type: median_stopping, delay_evaluation: 2}",
                Goal.MAXIMIZE,
                "0.1 0.5 / 0.4 0.6 / 0.5 0.7",
                "none");
        // Averages 0.25 0.5 0.6: trial 0 never reached 0.5.
        assertStopped(
                "{type: median_stopping, delay_evaluation: 2}",
                Goal.MAXIMIZE,
                "0.1 0.4 / 0.4 0.6 / 0.5 0.7",
                "0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # 20 % of five is one, of four none
                    20 | MAXIMIZE | 0.5 / 0.1 / 0.4 / 0.3 / 0.2     | 1
                    20 | MINIMIZE | 0.5 / 0.1 / 0.4 / 0.3 / 0.2     | 0
                    20 | MAXIMIZE | 0.5 / 0.1 / 0.4 / 0.3           | none
                    # 50 % of five is two
                    50 | MAXIMIZE | 0.5 / 0.1 / 0.4 / 0.3 / 0.2     | 1 4
                    99 | MAXIMIZE | 0.5                             | none
                    99 | MAXIMIZE | 0.5 / 0.6                       | 0
                    # of equal ones the later goes
                    50 | MAXIMIZE | 0.5 / 0.5                       | 1
                    # no number is the lowest
                    25 | MAXIMIZE | -9 / NaN / -8 / -7              | 1
                    25 | MINIMIZE | 9 / Infinity / 8 / 7            | 1
                    # a trial that has reported nothing is not counted: 40 % of two is none
                    40 | MAXIMIZE | 0.5 / - / 0.6                   | none
                    # its best counts: 0.6 once, then 0.1
                    34 | MAXIMIZE | 0.6 0.1 / 0.5 0.5 / 0.7 0.7     | 1
                    """)
    void truncationSelection(int percentage, Goal goal, String table, String numbers) {
        assertStopped(
                "{type: truncation_selection, truncation_percentage: " + percentage + "}",
                goal,
                table,
                numbers);
    }

    private static final List<Trial> WITH_ENDED =
            List.of(
                    trial(0, Trial.State.SUCCEEDED, 0.1),
                    trial(1, Trial.State.STOPPED, 0.2),
                    running(2, 0.3),
                    running(3, 0.4));

    @ParameterizedTest
    @CsvSource({"false, none", "true, 2"})
    void finishedTrialsAreRankedUnlessExcluded(boolean excluded, String numbers) {
        String policy =
                "{type: truncation_selection, truncation_percentage: 50, exclude_finished_jobs: %s}"
                        .formatted(excluded);
        List<Integer> expected = numbers.equals("none") ? List.of() : List.of(2);

        assertThat(stopped(policy, Goal.MAXIMIZE, WITH_ENDED)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {type: bandit, slack_amount: 0.1}
                    {type: median_stopping}
                    {type: truncation_selection, truncation_percentage: 50}
                    """)
    void aTrialThatFailedSetsNoMeasure(String policy) {
        List<Trial> trials = List.of(trial(0, Trial.State.FAILED, 0.9), running(1, 0.2));

        assertThat(stopped(policy, Goal.MAXIMIZE, trials)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1", "2, 0, 2", "1, 3, 3", "2, 3, 4", "3, 3, 3", "3, 4, 6", "0, 2, 2", "5, 0, 5",
        "7, 0, 0"
    })
    void itLooksAtMultiplesOfTheIntervalFromTheDelayOn(int interval, int delay, int firstLook) {
        EarlyTermination policy =
                policy(
                        "{type: bandit, slack_amount: 0, evaluation_interval: %d, delay_evaluation: %d}"
                                .formatted(interval, delay));
        int firstStop =
                IntStream.rangeClosed(1, 6)
                        .filter(reports -> isStopped(policy, reports))
                        .findFirst()
                        .orElse(0);

        assertThat(firstStop).isEqualTo(firstLook);
    }

    private static boolean isStopped(EarlyTermination policy, int reports) {
        Double[] good = IntStream.range(0, 6).mapToObj(_ -> 0.9).toArray(Double[]::new);
        Double[] bad = IntStream.range(0, reports).mapToObj(_ -> 0.1).toArray(Double[]::new);
        return policy.judge(List.of(running(0, good), running(1, bad)), Goal.MAXIMIZE).stream()
                .anyMatch(verdict -> verdict.trial() == 1 && verdict.stop().isPresent());
    }

    @Test
    void whatWasJudgedIsNotJudgedAgain() {
        Trial behind = running(1, 0.1, 0.1);
        Trial judged = new Trial(1, behind.parameters(), behind.state(), behind.reports(), 2);
        EarlyTermination policy = policy("{type: bandit, slack_amount: 0.1}");
        Trial ahead = trial(0, Trial.State.SUCCEEDED, 0.9, 0.9);

        assertThat(policy.judge(List.of(ahead, behind), Goal.MAXIMIZE))
                .containsExactly(
                        new Verdict(
                                1,
                                2,
                                Optional.of(
                                        "at report 1 its best is 0.1; with the best trial at 0.9, the slack ends at 0.8")));
        assertThat(policy.judge(List.of(ahead, judged), Goal.MAXIMIZE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {type: bandit}                                              | early_termination of type bandit needs slack_factor or slack_amount; add one of them
                    {type: bandit, slack_factor: 0.1, slack_amount: 0.1}        | early_termination.slack_factor and early_termination.slack_amount say the same twice; remove one of them
                    {type: bandit, slack_factor: -0.1}                          | early_termination.slack_factor is "-0.1"; it must be at least 0
                    {type: bandit, slack_factor: 0.1, evaluation_interval: 1.5} | early_termination.evaluation_interval is "1.5"; it must be an integer from 0 to 2147483647
                    {type: truncation_selection}                                | early_termination.truncation_percentage is missing; add an integer from 1 to 99
                    {type: truncation_selection, truncation_percentage: 100}    | early_termination.truncation_percentage is "100"; it must be an integer from 1 to 99
                    {type: hyperband}                                           | early_termination.type is "hyperband"; it must be one of bandit, median_stopping, truncation_selection
                    """)
    void aPolicyThatIsNoneIsAnError(String policy, String problem) {
        assertThatThrownBy(() -> policy(policy)).hasMessage(problem);
    }

    @Test
    void whatIsNullCountsAsAbsent() {
        assertStopped(
                "{type: Bandit, slack_amount: 0.1, slack_factor: null, delay_evaluation: null}",
                Goal.MAXIMIZE,
                "0.5 / 0.3",
                "1");
    }
}
