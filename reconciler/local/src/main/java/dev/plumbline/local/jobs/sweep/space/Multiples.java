package dev.plumbline.local.jobs.sweep.space;

import dev.plumbline.resource.Value;
import java.math.BigDecimal;
import java.util.List;

/// Multiples of `q`: `quniform`, `qloguniform`, `qnormal`, `qlognormal`. The value is `round(x / q)
/// * q`, the rounding to even as Python's (learn.microsoft.com, how-to-tune-hyperparameters); one
///   that would fall outside of the bounds is the next multiple inside, since both bounds are
///   inclusive (reference-yaml-job-sweep).
record Multiples(Curve curve, BigDecimal q) implements Distribution {
    /// So that 0.3 is a multiple of 0.1, and the exponential of a logarithm the number itself.
    private static final double ROUNDING = 1e-9;

    @Override
    public List<Dimension> dimensions() {
        return List.of(Dimension.ORDERED);
    }

    @Override
    public Value at(double[] point, int from) {
        return new Value.Num(q.multiply(BigDecimal.valueOf(factor(point[from]))));
    }

    /// Whether some multiple lies within the bounds.
    boolean hasValues() {
        return least() <= greatest();
    }

    private long factor(double coordinate) {
        double nearest = Math.rint(curve.quantile(coordinate) / q.doubleValue());
        return (long) Math.clamp(nearest, least(), greatest());
    }

    private double least() {
        double factor = curve.least() / q.doubleValue();
        return Math.ceil(factor - ROUNDING * Math.abs(factor));
    }

    private double greatest() {
        double factor = curve.greatest() / q.doubleValue();
        return Math.floor(factor + ROUNDING * Math.abs(factor));
    }

    @Override
    public void snap(double[] point, int from) {
        point[from] = curve.share(factor(point[from]) * q.doubleValue());
    }

    @Override
    public boolean has(Value value) {
        return Value.asNumber(value)
                .map(number -> Math.rint(number.doubleValue() / q.doubleValue()))
                .filter(factor -> factor >= least() && factor <= greatest())
                .isPresent();
    }

    @Override
    public void locate(Value value, double[] point, int from) {
        point[from] = curve.share(Value.asNumber(value).orElseThrow().doubleValue());
    }
}
