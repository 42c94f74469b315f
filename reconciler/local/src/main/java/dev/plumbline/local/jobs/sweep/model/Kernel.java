package dev.plumbline.local.jobs.sweep.model;

import dev.plumbline.local.jobs.sweep.space.Dimension;
import java.util.Arrays;
import java.util.List;

/// How alike two points are: Matérn 5/2 over a distance that weighs each coordinate by a length of
/// its own (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, 4.2.1). Values
/// without an order are at distance 0 or 1.
final class Kernel {
    private final boolean[] isOrdered;
    private final double[] weights;

    Kernel(List<Dimension> dimensions, double[] lengths) {
        isOrdered = new boolean[lengths.length];
        weights = new double[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            isOrdered[i] = dimensions.get(i) == Dimension.ORDERED;
            weights[i] = 1 / (lengths[i] * lengths[i]);
        }
    }

    /// The point with coordinates that do not count, NaN, in the middle. Were they left out, the
    /// distances would be those of no space, and the likeness no covariance.
    static double[] placed(double[] point) {
        return Arrays.stream(point).map(each -> Double.isNaN(each) ? 0.5 : each).toArray();
    }

    /// @param one and the other point, as [#placed] gives them
    double between(double[] one, double[] other) {
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            double apart = one[i] - other[i];
            squares += weights[i] * (isOrdered[i] || apart == 0 ? apart * apart : 1);
        }
        double scaled = Math.sqrt(5 * squares);
        return (1 + scaled + scaled * scaled / 3) * Math.exp(-scaled);
    }
}
