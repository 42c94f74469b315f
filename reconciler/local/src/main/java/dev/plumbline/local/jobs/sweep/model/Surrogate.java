package dev.plumbline.local.jobs.sweep.model;

import dev.plumbline.local.jobs.sweep.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.random.RandomGenerator;

/// What the trials so far say of the points that were not tried.
public final class Surrogate {
    private final GaussianProcess process;
    private final double best;

    private Surrogate(GaussianProcess process, double best) {
        this.process = process;
        this.best = best;
    }

    /// @param points where the values are known, as [SearchSpace#snap] gives them; at least two
    /// @param utilities the values, more being better
    /// @param pending points that are being tried: taken to have the values that are expected of
    ///   them ("kriging believer"; Ginsbourger, Le Riche and Carraro, "Kriging is well-suited to
    ///   parallelize optimization", 2010)
    public static Surrogate of(
            SearchSpace space,
            List<double[]> points,
            double[] utilities,
            List<double[]> pending,
            RandomGenerator random) {
        double[] scaled = Scale.of(utilities);
        GaussianProcess process =
                Fit.of(
                        space.dimensions(),
                        points.stream().map(Kernel::placed).toList(),
                        scaled,
                        random);
        for (double[] point : pending) {
            process = process.believing(Kernel.placed(point));
        }
        return new Surrogate(process, Arrays.stream(scaled).max().orElseThrow());
    }

    /// The logarithm of the improvement that is expected at a point.
    public double promise(double[] point) {
        return new ExpectedImprovement(process, best).logarithm(Kernel.placed(point));
    }
}
