package dev.plumbline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Durations of the same work in several rounds.
final class Rounds {
    /// Work that is timed.
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private final List<Long> nanos = new ArrayList<>();

    /// Times one round and keeps it.
    void time(Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        nanos.add(System.nanoTime() - begun);
    }

    /// Times one round, keeps it, and gives what it gives.
    <T> T timed(Supplier<T> work) {
        long begun = System.nanoTime();
        T result = work.get();
        nanos.add(System.nanoTime() - begun);
        return result;
    }

    /// The median in milliseconds.
    double median() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2] / 1e6;
    }

    /// The median ratio of rounds that were timed one after the other, which a machine whose speed
    /// changes disturbs less than a ratio of medians.
    double ratioTo(Rounds baseline) {
        double[] ratios = new double[nanos.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) nanos.get(i) / baseline.nanos.get(i);
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }
}
