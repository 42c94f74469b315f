package dev.plumbline.local.jobs.sweep.sampling;

import static dev.plumbline.local.jobs.sweep.TestingSweeps.number;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.run;
import static dev.plumbline.local.jobs.sweep.TestingSweeps.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.local.jobs.sweep.Sweep;
import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BayesianTest {
    private static final int SEEDS = 20;
    private static final int FEW_SEEDS = 6;
    private static final int TRIALS = 30;
    private static final double BRANIN_LEAST = 0.397887;

    private static final String BRANIN =
            """
            x: {type: uniform, min_value: -5, max_value: 10}
            y: {type: uniform, min_value: 0, max_value: 15}
            """;

    private static final String TRAINING =
            """
            rate: {type: loguniform, min_value: -12, max_value: 0}
            optimizer: {type: choice, values: [sgd, adam, rmsprop]}
            layers: {type: randint, upper: 20}
            batch: {type: choice, values: [128, 16, 32, 64]}
            """;

    private static final String MODELS =
            """
            model:
              type: choice
              values:
                - {kind: svm, c: {type: uniform, min_value: 0, max_value: 1}}
                - {kind: tree, depth: {type: quniform, min_value: 1, max_value: 50, q: 1}}
                - {kind: nearest}
            """;

    /// A function with three equal minima (Dixon and Szegő, "Towards Global Optimisation", 1978).
    private static double branin(Fields parameters) {
        double x = number(parameters, "x");
        double y = number(parameters, "y");
        double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    /// Least, 0, with a rate of e^-6, adam, 13 layers and batches of 32.
    private static double training(Fields parameters) {
        double rate = (Math.log(number(parameters, "rate")) + 6) / 3;
        double optimizer = parameters.text("optimizer").orElseThrow().equals("adam") ? 0 : 0.5;
        double layers = (number(parameters, "layers") - 13) / 10;
        double batch = Math.abs(Math.log(number(parameters, "batch") / 32));
        return rate * rate + optimizer + layers * layers + 0.3 * batch;
    }

    /// Least, 0.1, with a tree of depth 17.
    private static double models(Fields parameters) {
        Fields model = parameters.fields("model");
        return switch (model.text("kind").orElseThrow()) {
            case "svm" -> 0.2 + Math.pow(number(model, "c") - 0.37, 2);
            case "tree" -> 0.1 + 0.02 * Math.abs(number(model, "depth") - 17);
            default -> 0.5;
        };
    }

    private static Sweep sweep(String space, String sampling, int concurrent, long seed) {
        return Sweep.read(
                yaml(
                        """
                        sampling_algorithm: %s
                        objective: {goal: minimize, primary_metric: loss}
                        limits: {max_total_trials: %d, max_concurrent_trials: %d}
                        search_space:
                        %s
                        """
                                .formatted(sampling, TRIALS, concurrent, space.indent(2))),
                seed);
    }

    private static double best(Sweep sweep, ToDoubleFunction<Fields> function) {
        List<Trial> trials = run(sweep, function);
        assertThat(trials).hasSize(TRIALS);
        return sweep.best(trials).orElseThrow().best(Goal.MINIMIZE).orElseThrow();
    }

    /// The median, over the seeds, of the best after all trials.
    private static double medianOfBest(
            int seeds,
            String space,
            String sampling,
            int concurrent,
            ToDoubleFunction<Fields> function) {
        double[] best =
                LongStream.range(0, seeds)
                        .mapToDouble(
                                seed -> best(sweep(space, sampling, concurrent, seed), function))
                        .sorted()
                        .toArray();
        return (best[seeds / 2 - 1] + best[seeds / 2]) / 2;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void itBeatsRandomSamplingOnBranin(int concurrent) {
        double random = medianOfBest(SEEDS, BRANIN, "random", concurrent, BayesianTest::branin);
        double bayesian = medianOfBest(SEEDS, BRANIN, "bayesian", concurrent, BayesianTest::branin);

        assertThat(bayesian - BRANIN_LEAST).isLessThan((random - BRANIN_LEAST) / 10);
    }

    @Test
    void itBeatsRandomSamplingOverChoicesIntegersAndLogarithms() {
        double random = medianOfBest(FEW_SEEDS, TRAINING, "random", 4, BayesianTest::training);
        double bayesian = medianOfBest(FEW_SEEDS, TRAINING, "bayesian", 4, BayesianTest::training);

        assertThat(bayesian).isLessThan(random / 4);
    }

    @Test
    void itFindsTheBestOfChoicesWithParametersOfTheirOwn() {
        double random = medianOfBest(FEW_SEEDS, MODELS, "random", 1, BayesianTest::models);
        double bayesian = medianOfBest(FEW_SEEDS, MODELS, "bayesian", 1, BayesianTest::models);

        assertThat(bayesian).isLessThanOrEqualTo(0.1 + 1e-9).isLessThan(random);
    }

    @Test
    void itKeepsAwayFromWhereTrialsFail() {
        ToDoubleFunction<Fields> failing =
                point -> number(point, "x") < 0 ? Double.NaN : branin(point);
        List<Trial> trials = run(sweep(BRANIN, "bayesian", 2, 3), failing);

        // A third of the space fails; trials at random would fail as often.
        assertThat(trials.subList(10, TRIALS).stream().filter(Trial::hasFailed).count())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void itGoesOnWhenEveryTrialFails() {
        assertThat(run(sweep(BRANIN, "bayesian", 1, 3), _ -> Double.NaN))
                .hasSize(TRIALS)
                .allMatch(Trial::hasFailed);
    }

    @Test
    void itGoesOnWhenAllTrialsAreEqual() {
        assertThat(run(sweep(BRANIN, "bayesian", 3, 3), _ -> 1.5)).hasSize(TRIALS);
    }

    @Test
    void itTriesNothingTwiceWhileSomethingIsLeft() {
        String space =
                """
                a: {type: choice, values: [p, q, r, s, t]}
                b: {type: randint, upper: 6}
                """;

        assertThat(run(sweep(space, "bayesian", 3, 1), each -> number(each, "b")))
                .extracting(Trial::parameters)
                .doesNotHaveDuplicates()
                .hasSize(TRIALS);
    }

    @Test
    void theSameResultsGiveTheSameTrials() {
        assertThat(run(sweep(BRANIN, "bayesian", 4, 9), BayesianTest::branin))
                .isEqualTo(run(sweep(BRANIN, "bayesian", 4, 9), BayesianTest::branin));
    }
}
