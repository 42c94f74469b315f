package dev.plumbline.local.jobs.sweep.sampling;

import dev.plumbline.local.jobs.sweep.model.Surrogate;
import dev.plumbline.local.jobs.sweep.space.Dimension;
import dev.plumbline.local.jobs.sweep.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.random.RandomGenerator;

/// Looks for the point that promises most: among many random ones and the neighbours of those that
/// were tried, then step by step from the best of them, in steps that become smaller. Works for
/// coordinates of any kind, since it only ever changes some of them and snaps the rest.
final class PromiseSearch {
    private static final int RANDOM_POINTS = 500;
    private static final int NEIGHBOURS = 20;
    private static final int CLIMBERS = 5;
    private static final int ROUNDS = 10;
    private static final int STEPS = 10;
    private static final double FIRST_STEP = 0.1;

    private final SearchSpace space;
    private final Surrogate surrogate;
    private final RandomGenerator random;

    PromiseSearch(SearchSpace space, Surrogate surrogate, RandomGenerator random) {
        this.space = space;
        this.surrogate = surrogate;
        this.random = random;
    }

    private final class Candidate {
        private final double[] point;
        private final double promise;

        Candidate(double[] point) {
            this.point = point;
            promise = surrogate.promise(point);
        }

        double[] point() {
            return point;
        }

        double promise() {
            return promise;
        }
    }

    /// @param starts points whose neighbours are looked at
    /// @param tried points that are only chosen when all that was looked at was tried
    double[] best(List<double[]> starts, List<double[]> tried) {
        Stream<double[]> anywhere =
                Stream.generate(() ->
                                space.snap(RandomPoints.point(random, space.dimensions().size())))
                        .limit(RANDOM_POINTS);
        Stream<double[]> near =
                starts.stream()
                        .flatMap(start ->
                                Stream.generate(() -> changed(start, FIRST_STEP))
                                        .limit(NEIGHBOURS));
        List<Candidate> candidates = new ArrayList<>();
        Stream.concat(anywhere, near).map(Candidate::new).forEach(candidates::add);
        candidates.sort(Comparator.comparingDouble(Candidate::promise).reversed());
        candidates.stream().limit(CLIMBERS).map(this::climbed).toList().forEach(candidates::add);
        candidates.sort(Comparator.comparingDouble(Candidate::promise).reversed());
        return candidates.stream()
                .map(Candidate::point)
                .filter(point -> tried.stream().noneMatch(each -> Arrays.equals(each, point)))
                .findFirst()
                .orElse(candidates.getFirst().point());
    }

    private Candidate climbed(Candidate start) {
        Candidate best = start;
        for (int round = 0; round < ROUNDS; round++) {
            double step = FIRST_STEP / (1 << round);
            for (int i = 0; i < STEPS; i++) {
                Candidate next = new Candidate(changed(best.point(), step));
                best = next.promise() > best.promise() ? next : best;
            }
        }
        return best;
    }

    /// A neighbour: some coordinates are changed, at least one.
    private double[] changed(double[] point, double step) {
        double[] changed = point.clone();
        int certain = random.nextInt(point.length);
        IntStream.range(0, point.length)
                .filter(i ->
                        i == certain || random.nextInt(point.length) == 0 || random.nextInt(3) == 0)
                .forEach(i -> changed[i] = changed(i, point[i], step));
        for (int i = 0; i < changed.length; i++) {
            changed[i] = Double.isNaN(changed[i]) ? random.nextDouble() : changed[i];
        }
        return space.snap(changed);
    }

    private double changed(int dimension, double coordinate, double step) {
        return space.dimensions().get(dimension) == Dimension.CATEGORICAL
                ? random.nextDouble()
                : Math.clamp(coordinate + step * random.nextGaussian(), 0, 1);
    }
}
