package dev.plumbline.local.jobs.sweep.space;

import java.util.OptionalDouble;
import org.hipparchus.distribution.RealDistribution;

/// A continuous distribution: of a number itself, or of its logarithm.
///
/// @param base of the logarithm; absent when the number itself is meant
record Curve(RealDistribution shape, OptionalDouble base) {
    /// Keeps the tails of unbounded distributions finite; a uniform number has no finer steps.
    private static final double EDGE = 0x1p-53;

    private static final double ROUNDING = 1e-9;

    double quantile(double share) {
        double inner = Math.clamp(share, EDGE, 1 - EDGE);
        double number = shape.inverseCumulativeProbability(inner);
        return base.isPresent() ? Math.pow(base.getAsDouble(), number) : number;
    }

    /// The share of the distribution that is at most the number.
    double share(double number) {
        if (base.isEmpty()) {
            return shape.cumulativeProbability(number);
        }
        return number <= 0
                ? 0
                : shape.cumulativeProbability(Math.log(number) / Math.log(base.getAsDouble()));
    }

    boolean has(double number) {
        return number >= least() - ROUNDING * Math.abs(least())
                && number <= greatest() + ROUNDING * Math.abs(greatest());
    }

    double least() {
        return outer(shape.getSupportLowerBound());
    }

    double greatest() {
        return outer(shape.getSupportUpperBound());
    }

    private double outer(double bound) {
        return base.isPresent() ? Math.pow(base.getAsDouble(), bound) : bound;
    }
}
