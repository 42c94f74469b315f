package dev.plumbline.local.jobs.sweep.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/// A Gaussian process with mean zero, given values at some points (Rasmussen and Williams,
/// "Gaussian Processes for Machine Learning", 2006, algorithm 2.1).
final class GaussianProcess {
    /// Allows the matrix to be a little less than symmetric, by rounding.
    private static final double SYMMETRY = 1e-10;

    private final Kernel kernel;
    private final double noise;
    private final List<double[]> points;
    private final double[] values;
    private final double[][] lower;
    private final double[] weights;
    private final double variance;

    /// @param noise variance of the values around the process, as a share of the process' own
    GaussianProcess(Kernel kernel, double noise, List<double[]> points, double[] values) {
        this(kernel, noise, points, values, 0);
    }

    private GaussianProcess(
            Kernel kernel,
            double noise,
            List<double[]> points,
            double[] values,
            double knownVariance) {
        this.kernel = kernel;
        this.noise = noise;
        this.points = points;
        this.values = values;
        lower = lower();
        double[] half = forward(values);
        weights = backward(half);
        variance =
                knownVariance > 0
                        ? knownVariance
                        : Math.max(1e-12, dot(half, half) / values.length);
    }

    /// The mean and the standard deviation that are expected at a point.
    record Prediction(double mean, double deviation) {}

    Prediction at(double[] point) {
        double[] likeness = new double[points.size()];
        for (int i = 0; i < likeness.length; i++) {
            likeness[i] = kernel.between(point, points.get(i));
        }
        double[] known = forward(likeness);
        double left = Math.max(1e-12, 1 - dot(known, known));
        return new Prediction(dot(likeness, weights), Math.sqrt(variance * left));
    }

    /// The process as it would be if the point had the value that is expected of it: less is
    /// unknown near it, and nothing else has changed.
    GaussianProcess believing(double[] point) {
        List<double[]> more = new ArrayList<>(points);
        more.add(point);
        double[] believed = Arrays.copyOf(values, values.length + 1);
        believed[values.length] = at(point).mean();
        return new GaussianProcess(kernel, noise, more, believed, variance);
    }

    /// How badly the process explains its values: the negative logarithm of their likelihood, at
    /// the variance that explains them best, but for a constant.
    double misfit() {
        double logarithms = 0;
        for (int i = 0; i < lower.length; i++) {
            logarithms += Math.log(lower[i][i]);
        }
        return logarithms + values.length * Math.log(variance) / 2;
    }

    private double[][] lower() {
        int size = points.size();
        double[][] likeness = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                likeness[i][j] = kernel.between(points.get(i), points.get(j));
                likeness[j][i] = likeness[i][j];
            }
            likeness[i][i] = 1 + noise;
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(likeness, false), SYMMETRY, 0)
                .getL()
                .getData();
    }

    private double[] forward(double[] right) {
        double[] solved = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            double rest = right[i];
            for (int j = 0; j < i; j++) {
                rest -= lower[i][j] * solved[j];
            }
            solved[i] = rest / lower[i][i];
        }
        return solved;
    }

    private double[] backward(double[] right) {
        double[] solved = new double[right.length];
        for (int i = right.length - 1; i >= 0; i--) {
            double rest = right[i];
            for (int j = i + 1; j < right.length; j++) {
                rest -= lower[j][i] * solved[j];
            }
            solved[i] = rest / lower[i][i];
        }
        return solved;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
