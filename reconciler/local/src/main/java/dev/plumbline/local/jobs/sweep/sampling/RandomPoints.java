package dev.plumbline.local.jobs.sweep.sampling;

import dev.plumbline.local.jobs.sweep.space.SearchSpace;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import dev.plumbline.resource.Value.Fields;
import java.util.List;
import java.util.Optional;
import org.hipparchus.random.RandomGenerator;

/// Independent draws from each distribution.
record RandomPoints(SearchSpace space, Seed seed) implements Sampler {
    @Override
    public Optional<Fields> next(List<Trial> trials) {
        return Optional.of(space.at(point(seed.of(trials.size()), space.dimensions().size())));
    }

    static double[] point(RandomGenerator random, int dimensions) {
        double[] point = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            point[i] = random.nextDouble();
        }
        return point;
    }
}
