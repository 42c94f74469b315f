package dev.plumbline.local.jobs.sweep.sampling;

import static dev.plumbline.local.jobs.sweep.TestingSweeps.first;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.number;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplersTest {
    private static final String PLANE =
            """
            x: {type: uniform, min_value: 0, max_value: 1}
            y: {type: uniform, min_value: 0, max_value: 1}
            """;

    private static Sampler sampler(String sampling, String space, long seed) {
        Fields spec =
                yaml("sampling_algorithm: " + sampling + "\nsearch_space:\n" + space.indent(2));
        return Samplers.read(spec, Goal.MAXIMIZE, seed);
    }

    @Test
    void aGridIsEveryCombinationInTheOrderWritten() {
        Sampler grid =
                sampler(
                        "grid",
                        """
                        rate: {type: choice, values: [1.0, 0.1]}
                        model:
                          type: choice
                          values:
                            - linear
                            - {kind: svm, c: {type: choice, values: [1, 2]}}
                            - linear
                        """,
                        0);

        assertThat(first(grid, 100))
                .containsExactly(
                        yaml("{rate: 1.0, model: linear}"),
                        yaml("{rate: 1.0, model: {kind: svm, c: 1}}"),
                        yaml("{rate: 1.0, model: {kind: svm, c: 2}}"),
                        yaml("{rate: 0.1, model: linear}"),
                        yaml("{rate: 0.1, model: {kind: svm, c: 1}}"),
                        yaml("{rate: 0.1, model: {kind: svm, c: 2}}"));
    }

    @Test
    void aGridOfMoreCombinationsThanCanBeCountedBegins() {
        String choice = "p%d: {type: choice, values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]}\n";
        String space =
                IntStream.range(0, 30).mapToObj(choice::formatted).reduce("", String::concat);

        List<Fields> begun = first(sampler("grid", space, 0), 12);

        assertThat(begun.get(11).text("p29")).hasValue("1");
        assertThat(begun.get(11).text("p28")).hasValue("1");
        assertThat(begun.get(11).text("p0")).hasValue("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {type: randint, upper: 3}                                           | search_space.x
                    {type: choice, values: [a, {r: {type: normal, mu: 0, sigma: 1}}]}   | search_space.x.r
                    """)
    void aGridOfWhatCannotBeCountedIsRefused(String distribution, String where) {
        assertThatThrownBy(() -> sampler("grid", "x: " + distribution, 0))
                .hasMessage(
                        where
                                + " has no list of values, and sampling_algorithm grid takes choice alone; list the values with type choice, or sample at random");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "{type: random, rule: sobol}", "bayesian"})
    void theSameSeedGivesTheSameList(String sampling) {
        assertThat(first(sampler(sampling, PLANE, 5), 40))
                .isEqualTo(first(sampler(sampling, PLANE, 5), 40))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "{type: random, rule: sobol}", "bayesian"})
    void anotherSeedGivesAnotherList(String sampling) {
        assertThat(first(sampler(sampling, PLANE, 5), 40))
                .doesNotContainAnyElementsOf(first(sampler(sampling, PLANE, 6), 40));
    }

    @Test
    void theSeedOfTheSpecIsTheOneThatCounts() {
        assertThat(first(sampler("{type: random, seed: 7}", PLANE, 1), 5))
                .isEqualTo(first(sampler("{type: Random, seed: '7'}", PLANE, 2), 5))
                .isEqualTo(first(sampler("random", PLANE, 7), 5));
    }

    /// The first 256 points of a Sobol sequence have exactly one in each cell of a 16 by 16 grid,
    /// and one in each of 256 slices of an axis; a shift of bits keeps that.
    @Test
    void sobolPointsLieEvenly() {
        List<Fields> points = first(sampler("{type: random, rule: sobol}", PLANE, 11), 256);

        assertThat(points)
                .extracting(each -> cell(each, "x", 16) * 16 + cell(each, "y", 16))
                .doesNotHaveDuplicates();
        assertThat(points).extracting(each -> cell(each, "x", 256)).doesNotHaveDuplicates();
        assertThat(points).extracting(each -> cell(each, "y", 256)).doesNotHaveDuplicates();
    }

    private static int cell(Fields point, String axis, int cells) {
        return (int) (number(point, axis) * cells);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    annealing                       | sampling_algorithm.type is "annealing"; it must be one of random, grid, bayesian
                    {seed: 3}                       | sampling_algorithm.type is missing; add one of random, grid, bayesian
                    {type: random, rule: halton}    | sampling_algorithm.rule is "halton"; it must be one of random, sobol
                    {type: random, seed: 1.5}       | sampling_algorithm.seed is "1.5"; it must be an integer from -9223372036854775808 to 9223372036854775807
                    {type: random, logbase: -2}     | sampling_algorithm.logbase is "-2"; it must be greater than 0
                    {type: random, logbase: 1}      | sampling_algorithm.logbase is "1"; it must be other than 1, or e
                    """)
    void aSamplingThatIsNoneIsAnError(String sampling, String problem) {
        assertThatThrownBy(() -> sampler(sampling, PLANE, 0)).hasMessage(problem);
    }
}
