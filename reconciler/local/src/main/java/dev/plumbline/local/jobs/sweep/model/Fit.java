package dev.plumbline.local.jobs.sweep.model;

import dev.plumbline.local.jobs.sweep.space.Dimension;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.RandomGenerator;

/// Finds the lengths and the noise of a Gaussian process that explain the values best and are not
/// out of the way: the likelihood times a log-normal prior, climbed by CMA-ES. The prior of the
/// lengths grows with the root of the number of dimensions, as distances do (Hvarfner et al.,
/// "Vanilla Bayesian Optimization Performs Great in High Dimensions", 2024).
final class Fit {
    private static final double USUAL_LENGTH = 0.4;
    private static final double LENGTH_SPREAD = 0.8;
    private static final double USUAL_NOISE = 1e-4;
    private static final double NOISE_SPREAD = 2.5;
    private static final double LEAST_NOISE = 1e-7;
    private static final double MOST_NOISE = 1;
    private static final int ROUNDS = 20;

    private final List<Dimension> dimensions;
    private final List<double[]> points;
    private final double[] values;
    private final double[] usual;

    private Fit(List<Dimension> dimensions, List<double[]> points, double[] values) {
        this.dimensions = dimensions;
        this.points = points;
        this.values = values;
        usual = new double[dimensions.size() + 1];
        Arrays.fill(usual, Math.log(USUAL_LENGTH * Math.sqrt(dimensions.size())));
        usual[dimensions.size()] = Math.log(USUAL_NOISE);
    }

    static GaussianProcess of(
            List<Dimension> dimensions,
            List<double[]> points,
            double[] values,
            RandomGenerator random) {
        Fit fit = new Fit(dimensions, points, values);
        return fit.process(fit.best(random));
    }

    /// @param logarithms of the lengths, then of the noise
    private GaussianProcess process(double[] logarithms) {
        double[] numbers = Arrays.stream(logarithms).map(Math::exp).toArray();
        int noise = dimensions.size();
        return new GaussianProcess(
                new Kernel(dimensions, Arrays.copyOf(numbers, noise)),
                numbers[noise],
                points,
                values);
    }

    private double[] best(RandomGenerator random) {
        int size = usual.length;
        int population = 4 + (int) (3 * Math.log(size));
        double[] spread = new double[size];
        double[] least = new double[size];
        double[] most = new double[size];
        for (int i = 0; i < size; i++) {
            spread[i] = spread(i) / 2;
            least[i] = usual[i] - 3 * LENGTH_SPREAD;
            most[i] = usual[i] + 3 * LENGTH_SPREAD;
        }
        least[size - 1] = Math.log(LEAST_NOISE);
        most[size - 1] = Math.log(MOST_NOISE);
        return new CMAESOptimizer(ROUNDS, Double.NEGATIVE_INFINITY, true, 0, 1, random, false, null)
                .optimize(
                        new MaxEval(population * (ROUNDS + 2)),
                        new ObjectiveFunction(this::unlikelihood),
                        GoalType.MINIMIZE,
                        new InitialGuess(usual),
                        new SimpleBounds(least, most),
                        new CMAESOptimizer.Sigma(spread),
                        new CMAESOptimizer.PopulationSize(population))
                .getPoint();
    }

    private double spread(int index) {
        return index == dimensions.size() ? NOISE_SPREAD : LENGTH_SPREAD;
    }

    private double unlikelihood(double[] logarithms) {
        double prior = 0;
        for (int i = 0; i < logarithms.length; i++) {
            double apart = (logarithms[i] - usual[i]) / spread(i);
            prior += apart * apart / 2;
        }
        return process(logarithms).misfit() + prior;
    }
}
