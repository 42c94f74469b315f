package dev.plumbline.local.jobs.sweep.space;

import static dev.plumbline.local.jobs.sweep.TestingSweeps.section;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;

import dev.plumbline.local.jobs.sweep.spec.InvalidSweepException;
import dev.plumbline.resource.Value;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {
    private static SearchSpace space(String yaml) {
        return SearchSpace.read(section("search_space", yaml), Math.E);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {type: choice, values: [16, 64]}                       | 0.9 | 64
                    {type: choice, values: [0.5, 2]}                       | 0.1 | 0.5
                    {type: choice, values: ['16', x]}                      | 0.1 | 16
                    {type: randint, upper: 8}                              | 0.99 | 7
                    {type: uniform, min_value: 0, max_value: 2}            | 0.25 | 0.5
                    {type: UNIFORM, min_value: '0', max_value: '2'}        | 0.25 | 0.5
                    {type: uniform, min_value: 0, max_value: 0.00002}      | 0.5 | 0.00001
                    {type: quniform, min_value: 0, max_value: 100, q: 20}  | 0.5 | 40
                    {type: quniform, min_value: 0, max_value: 1, q: 0.1}   | 0.31 | 0.3
                    {type: quniform, min_value: 0.1, max_value: 0.3, q: 0.1} | 0.99 | 0.3
                    {type: loguniform, min_value: 0, max_value: 2}         | 0.5 | 2.718281828459045
                    {type: qloguniform, min_value: 0, max_value: 2, q: 2}  | 0.0 | 2
                    {type: normal, mu: 3, sigma: 2}                        | 0.5 | 3
                    {type: qlognormal, mu: 1, sigma: 1, q: 1}              | 0.5 | 3
                    rbf                                                    | 0.7 | rbf
                    0.10                                                   | 0.7 | 0.1
                    """)
    void aCoordinateStandsForAValue(String distribution, double coordinate, String value) {
        var values = space("{x: " + distribution + "}").at(new double[] {coordinate});

        assertThat(values.text("x")).hasValue(value);
    }

    @Test
    void textStaysTextAndNumbersStayNumbers() {
        SearchSpace space = space("{x: {type: choice, values: ['16', 16]}}");

        assertThat(space.at(new double[] {0.1}).get("x")).hasValue(Value.text("16"));
        assertThat(space.at(new double[] {0.9}).get("x")).hasValue(Value.Num.of(16));
    }

    @Test
    void aChoiceBringsItsOwnParameters() {
        SearchSpace space =
                space(
                        """
                        model:
                          type: choice
                          values:
                            - {kind: svm, c: {type: uniform, min_value: 0, max_value: 10}}
                            - {kind: tree, depth: {type: randint, upper: 4}}
                        """);

        // The choice, then kind and c of the first, kind and depth of the second.
        assertThat(space.at(new double[] {0.1, 0, 0.3, 0, 0.6}))
                .isEqualTo(yaml("model: {kind: svm, c: 3.0}"));
        assertThat(space.at(new double[] {0.9, 0, 0.3, 0, 0.6}))
                .isEqualTo(yaml("model: {kind: tree, depth: 2}"));
    }

    @Test
    void coordinatesOfAnotherChoiceDoNotCount() {
        SearchSpace space =
                space(
                        """
                        model:
                          type: choice
                          values:
                            - {c: {type: uniform, min_value: 0, max_value: 10}}
                            - {c: {type: uniform, min_value: 10, max_value: 30}}
                            - none
                        """);

        assertThat(space.snap(new double[] {0.6, 0.3, 0.7})).containsExactly(0.5, Double.NaN, 0.7);
        assertThat(space.locate(yaml("model: {c: 25}"))).containsExactly(0.5, Double.NaN, 0.75);
        assertThat(space.locate(yaml("model: none")))
                .containsExactly(5 / 6.0, Double.NaN, Double.NaN);
    }

    @Test
    void valuesAreFoundAgainWhereTheyCameFrom() {
        SearchSpace space =
                space(
                        """
                        rate: {type: loguniform, min_value: -6, max_value: -1}
                        trees: {type: quniform, min_value: 1, max_value: 100, q: 7}
                        noise: {type: qnormal, mu: 0, sigma: 2, q: 0.5}
                        depth: {type: randint, upper: 9}
                        batch: {type: choice, values: [64, 16, 32]}
                        kernel:
                          type: choice
                          values: [rbf, {name: poly, degree: {type: choice, values: [2, 3]}}]
                        """);
        Random random = new Random(7);

        for (int i = 0; i < 200; i++) {
            double[] point = random.doubles(space.dimensions().size()).toArray();
            var values = space.at(point);
            double[] snapped = space.snap(point);

            assertThat(space.has(values)).isTrue();
            assertThat(space.at(snapped)).isEqualTo(values);
            assertThat(space.locate(values)).containsExactly(snapped, withPrecision(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {type: uniform, min_value: 3, max_value: 2}             | search_space.x.min_value is "3"; it must be less than max_value, 2; else there is nothing to draw from
                    {type: loguniform, min_value: 1, max_value: 1}          | search_space.x.min_value is "1"; it must be less than max_value, 1; else there is nothing to draw from
                    {type: loguniform, min_value: 0, max_value: 1000}       | search_space.x.max_value is "1000"; it must be smaller: it is an exponent, and its power is more than a number can hold
                    {type: uniform, min_value: 3}                           | search_space.x.max_value is missing; add a number
                    {type: uniform, min_value: low, max_value: 2}           | search_space.x.min_value is "low"; it must be a number
                    {type: quniform, min_value: 4, max_value: 5, q: 3}      | search_space.x.q is "3", and no multiple of it lies between 4.0 and 5.0; make it smaller or the bounds wider
                    {type: quniform, min_value: 4, max_value: 5, q: 0}      | search_space.x.q is "0"; it must be greater than 0
                    {type: normal, mu: 4, sigma: -1}                        | search_space.x.sigma is "-1"; it must be greater than 0
                    {type: randint, upper: 0}                               | search_space.x.upper is "0"; it must be an integer from 1 to 9007199254740992
                    {type: randint, upper: 2.5}                             | search_space.x.upper is "2.5"; it must be an integer from 1 to 9007199254740992
                    {type: choice, values: []}                              | search_space.x.values is "[]"; it must be a list of at least one value
                    {type: choice, values: [{c: {type: randint}}]}          | search_space.x.values.0.c.upper is missing; add an integer from 1 to 9007199254740992
                    {type: gamma}                                           | search_space.x.type is "gamma"; it must be one of choice, randint, uniform, quniform, loguniform, qloguniform, normal, qnormal, lognormal, qlognormal
                    [1, 2]                                                  | search_space.x is "[1, 2]"; it must be a distribution: a mapping with a type
                    """)
    void aDistributionWithoutValuesIsAnError(String distribution, String problem) {
        assertThatThrownBy(() -> space("{x: " + distribution + "}"))
                .isInstanceOf(InvalidSweepException.class)
                .hasMessage(problem);
    }

    @Test
    void nothingToSearchIsAnError() {
        assertThatThrownBy(() -> space("{}"))
                .hasMessage("search_space is empty; name at least one parameter to search");
    }
}
