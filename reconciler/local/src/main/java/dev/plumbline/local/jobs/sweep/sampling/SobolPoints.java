package dev.plumbline.local.jobs.sweep.sampling;

import dev.plumbline.local.jobs.sweep.space.SearchSpace;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.Optional;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/// Points of a Sobol sequence (direction numbers of Joe and Kuo), which lie more evenly than random
/// ones. The seed gives a digital shift: the same bits of each coordinate are turned in all points,
/// which moves them and keeps how evenly they lie (Matoušek, "On the L2-discrepancy for anchored
/// boxes", 1998).
record SobolPoints(SearchSpace space, Seed seed) implements Sampler {
    private static final double SCALE = 0x1p52;

    @Override
    public Optional<Fields> next(List<Trial> trials) {
        return Optional.of(space.at(point(trials.size())));
    }

    private double[] point(int number) {
        double[] point = new SobolSequenceGenerator(space.dimensions().size()).skipTo(number);
        RandomGenerator random = seed.ofSweep();
        for (int i = 0; i < point.length; i++) {
            long shift = random.nextLong() >>> 12;
            point[i] = ((long) (point[i] * SCALE) ^ shift) / SCALE;
        }
        return point;
    }
}
