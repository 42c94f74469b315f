package dev.plumbline.local.jobs.sweep.trial;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// Which way a metric is better.
public enum Goal {
    MAXIMIZE,
    MINIMIZE;

    public boolean isBetter(double value, double than) {
        return utility(value) > utility(than);
    }

    public OptionalDouble best(DoubleStream values) {
        return this == MAXIMIZE ? values.max() : values.min();
    }

    /// The value with the sign that makes more better.
    public double utility(double value) {
        return this == MAXIMIZE ? value : -value;
    }
}
