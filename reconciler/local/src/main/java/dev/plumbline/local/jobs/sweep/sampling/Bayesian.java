package dev.plumbline.local.jobs.sweep.sampling;

import dev.plumbline.local.jobs.sweep.model.Surrogate;
import dev.plumbline.local.jobs.sweep.space.SearchSpace;
import dev.plumbline.local.jobs.sweep.trial.Goal;
import dev.plumbline.local.jobs.sweep.trial.Trial;
import dev.plumbline.resource.Value.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hipparchus.random.RandomGenerator;

/// Tries what the trials so far let hope most of. The first trials are points of a Sobol sequence;
/// then a Gaussian process over the trials says where the most improvement is expected. Trials that
/// failed, or ended without a value, count as bad as the worst; trials that still run count as what
/// is expected of them, whatever they have reported, since they may become better.
record Bayesian(SearchSpace space, Goal goal, Seed seed) implements Sampler {
    private static final int MOST_FIRST = 20;

    /// Bounds the work for a trial, which grows with the cube of the number of points.
    private static final int MOST_POINTS = 160;

    private static final int STARTS = 10;

    @Override
    public Optional<Fields> next(List<Trial> trials) {
        List<Trial> ended = trials.stream().filter(trial -> !trial.isRunning()).toList();
        if (trials.size() < firstTrials() || ended.stream().filter(this::hasValue).count() < 2) {
            return new SobolPoints(space, seed).next(trials);
        }
        return Optional.of(space.at(mostPromising(trials, known(ended))));
    }

    private int firstTrials() {
        return Math.min(MOST_FIRST, 2 * (space.dimensions().size() + 1));
    }

    /// A trial that has ended, and how good it is taken to be.
    private static final class Known {
        private final double[] point;
        private final double utility;

        Known(double[] point, double utility) {
            this.point = point;
            this.utility = utility;
        }

        double[] point() {
            return point;
        }

        double utility() {
            return utility;
        }
    }

    private List<Known> known(List<Trial> ended) {
        double worst =
                ended.stream()
                        .filter(this::hasValue)
                        .mapToDouble(this::utility)
                        .min()
                        .orElseThrow();
        return ended.stream()
                .map(trial -> new Known(point(trial), hasValue(trial) ? utility(trial) : worst))
                .toList();
    }

    private boolean hasValue(Trial trial) {
        return !trial.hasFailed() && trial.best(goal).isPresent();
    }

    private double utility(Trial trial) {
        return goal.utility(trial.best(goal).orElseThrow());
    }

    private double[] point(Trial trial) {
        return space.snap(space.locate(trial.parameters()));
    }

    private double[] mostPromising(List<Trial> trials, List<Known> known) {
        RandomGenerator random = seed.of(trials.size());
        List<Known> kept = kept(known);
        List<double[]> pending = trials.stream().filter(Trial::isRunning).map(this::point).toList();
        Surrogate surrogate =
                Surrogate.of(
                        space,
                        kept.stream().map(Known::point).toList(),
                        kept.stream().mapToDouble(Known::utility).toArray(),
                        pending,
                        random);
        return new PromiseSearch(space, surrogate, random)
                .best(
                        byUtility(known).limit(STARTS).map(Known::point).toList(),
                        trials.stream().map(this::point).toList());
    }

    /// The better half and the latest, when there are too many.
    private static List<Known> kept(List<Known> known) {
        if (known.size() <= MOST_POINTS) {
            return known;
        }
        List<Known> best = byUtility(known).limit(MOST_POINTS / 2).toList();
        List<Known> rest = known.stream().filter(each -> !best.contains(each)).toList();
        return Stream.concat(
                        best.stream(),
                        rest.subList(rest.size() - MOST_POINTS / 2, rest.size()).stream())
                .toList();
    }

    private static Stream<Known> byUtility(List<Known> known) {
        return known.stream().sorted(Comparator.comparingDouble(Known::utility).reversed());
    }
}
