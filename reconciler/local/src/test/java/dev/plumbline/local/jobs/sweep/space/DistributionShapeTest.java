package dev.plumbline.local.jobs.sweep.space;

import static dev.plumbline.local.jobs.sweep.TestingSweeps.first;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.jobs.sweep.sampling.Samplers;
import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hipparchus.distribution.RealDistribution;
import org.hipparchus.distribution.continuous.LogNormalDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.stat.inference.ChiSquareTest;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What is drawn at random has the shape that the distribution says. The seed is fixed; a sampler
/// with a wrong shape has a probability far below the bound.
class DistributionShapeTest {
    private static final int DRAWS = 1000;
    private static final double LEAST_PROBABILITY = 0.01;

    static List<Arguments> reals() {
        return List.of(
                Arguments.of(
                        "{type: uniform, min_value: -2, max_value: 3}",
                        new UniformRealDistribution(-2, 3)),
                Arguments.of("{type: normal, mu: 10, sigma: 3}", new NormalDistribution(10, 3)),
                Arguments.of(
                        "{type: lognormal, mu: 1, sigma: 0.5}", new LogNormalDistribution(1, 0.5)));
    }

    @ParameterizedTest
    @MethodSource("reals")
    void realNumbersFollowTheirDistribution(String distribution, RealDistribution expected) {
        assertThat(probability(expected, drawn(distribution))).isGreaterThan(LEAST_PROBABILITY);
    }

    @ParameterizedTest
    @MethodSource("reals")
    void theTestSeesAnotherShape(String distribution, RealDistribution expected) {
        double[] shifted =
                Arrays.stream(drawn(distribution)).map(each -> each * 1.1 + 0.1).toArray();

        assertThat(probability(expected, shifted)).isLessThan(LEAST_PROBABILITY);
    }

    @ParameterizedTest
    @CsvSource({"e, 2.718281828459045", "10, 10"})
    void theLogarithmOfALoguniformNumberIsUniform(String written, double base) {
        double[] exponents =
                Arrays.stream(
                                drawn(
                                        "{type: loguniform, min_value: -6, max_value: -1}",
                                        "{type: random, logbase: " + written + "}"))
                        .map(each -> Math.log(each) / Math.log(base))
                        .toArray();

        assertThat(probability(new UniformRealDistribution(-6, -1), exponents))
                .isGreaterThan(LEAST_PROBABILITY);
    }

    static List<Arguments> steps() {
        return List.of(
                Arguments.of(
                        "{type: choice, values: [8, 2, 5]}",
                        List.of("8", "2", "5"),
                        new double[] {1, 1, 1}),
                Arguments.of(
                        "{type: choice, values: [a, b, a, c]}",
                        List.of("a", "b", "c"),
                        new double[] {2, 1, 1}),
                Arguments.of(
                        "{type: randint, upper: 4}",
                        List.of("0", "1", "2", "3"),
                        new double[] {1, 1, 1, 1}),
                // The first and the last multiple have half a step each.
                Arguments.of(
                        "{type: quniform, min_value: 10, max_value: 40, q: 10}",
                        List.of("10", "20", "30", "40"),
                        new double[] {1, 2, 2, 1}),
                // 0 would be below the bound, so that its share, 0.5, goes to 3.
                Arguments.of(
                        "{type: quniform, min_value: 1, max_value: 10, q: 3}",
                        List.of("3", "6", "9"),
                        new double[] {3.5, 3, 2.5}),
                // ln 1.5, ln 2.5, ln 3.5 and ln 4 lie between the steps.
                Arguments.of(
                        "{type: qloguniform, min_value: 0, max_value: 1.3862943611198906, q: 1}",
                        List.of("1", "2", "3", "4"),
                        new double[] {0.405465, 0.510826, 0.336472, 0.133531}),
                Arguments.of(
                        "{type: qnormal, mu: 0, sigma: 1, q: 2}",
                        List.of("-2", "0", "2"),
                        new double[] {0.158655, 0.682689, 0.158655}));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void countableValuesHaveTheirShares(String distribution, List<String> values, double[] shares) {
        var counts =
                values(distribution, "random").stream()
                        .map(Value::display)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long[] observed =
                values.stream().mapToLong(each -> counts.getOrDefault(each, 0L)).toArray();

        assertThat(new ChiSquareTest().chiSquareTest(shares, observed))
                .isGreaterThan(LEAST_PROBABILITY);
        // Beyond them there are the tails of normal distributions alone.
        assertThat(Arrays.stream(observed).sum()).isGreaterThan(DRAWS * 99 / 100);
    }

    private static double probability(RealDistribution expected, double[] drawn) {
        return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(expected, drawn);
    }

    private static double[] drawn(String distribution) {
        return drawn(distribution, "random");
    }

    private static double[] drawn(String distribution, String sampling) {
        return values(distribution, sampling).stream()
                .mapToDouble(value -> Value.asNumber(value).orElseThrow().doubleValue())
                .toArray();
    }

    private static List<Value> values(String distribution, String sampling) {
        Fields spec =
                yaml(
                        """
                        sampling_algorithm: %s
                        search_space: {x: %s}
                        """
                                .formatted(sampling, distribution));
        return first(Samplers.read(spec, Goal.MAXIMIZE, 20_261_124), DRAWS).stream()
                .map(parameters -> parameters.get("x").orElseThrow())
                .toList();
    }
}
