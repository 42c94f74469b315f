package dev.plumbline.agent.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.agent.model.TrainingRun;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which version is chosen.
class SelectionTest {
    private static final List<String> VERSIONS = List.of("1", "2", "3", "4", "5");

    /// Of version 4 the run failed, of version 5 it is not known.
    private static Optional<TrainingRun> run(VersionedId model) {
        return model.version().equals("5")
                ? Optional.empty()
                : Optional.of(
                        new TrainingRun(
                                "run",
                                ResourceId.parse("job/train"),
                                Digest.ofText("run"),
                                model.version().equals("4") ? "failed" : "succeeded",
                                "c0ffee",
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                Map.of("auc", Double.valueOf("0.9" + model.version()))));
    }

    private static Selection select(
            String condition,
            Optional<String> deployed,
            Optional<String> declared,
            String... decided)
            throws Exception {
        return Selection.of(
                JudgingTest.promotion("{metric: auc, " + condition + "}"),
                VERSIONS,
                SelectionTest::run,
                deployed,
                declared,
                Set.of(decided));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    at_least: 0.9   | 1 | 1 | - | fraud:3
                    at_least: 0.9   | 1 | 1 | 3 | fraud:2
                    at_most: 0.92   | 1 | 1 | - | fraud:2
                    at_least: 0.9   | 2 | 2 | - | fraud:3
                    at_least: 0.9   | 1 | 3 | - | -
                    at_least: 0.9   | 3 | 1 | - | -
                    at_least: 0.9   | - | - | - | fraud:3
                    at_least: 0.99  | 1 | 1 | - | -
                    at_least: 0.9   | 0 | 0 | - | fraud:3
                    at_least: 0.9   | 9 | 9 | - | -
                    better_by: 0.02, goal: maximize | 1 | 1 | - | fraud:3
                    better_by: 0.02, goal: maximize | - | - | - | -
                    """)
    void theNewestThatMeetsAllIsChosen(
            String condition, String deployed, String declared, String decided, String chosen)
            throws Exception {
        Selection selection =
                select(
                        condition,
                        Optional.ofNullable(deployed),
                        Optional.ofNullable(declared),
                        decided == null ? new String[0] : new String[] {decided});

        assertThat(selection.chosen().map(Selection.Chosen::title))
                .isEqualTo(Optional.ofNullable(chosen));
    }

    @Test
    void whyTheOthersAreNotIsSaid() throws Exception {
        assertThat(select("at_least: 0.95", Optional.of("1"), Optional.of("1"), "2").passedOver())
                .containsExactly(
                        "fraud:5: no run is known that registered it",
                        "fraud:4: its run is failed",
                        "fraud:3 is not auc at least 0.95: auc is 0.93",
                        "fraud:2: it was deployed, proposed or declared before");
    }
}
