package dev.plumbline.local.jobs.sweep.model;

import java.util.Arrays;

/// Brings utilities to a mean of zero and a deviation of one, and draws a long tail of bad ones in:
/// what is worse than the median is told apart by its logarithm only, since how bad a bad trial was
/// says little of where the best one lies.
final class Scale {
    private Scale() {}

    static double[] of(double[] utilities) {
        double[] sorted = utilities.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double unit = Math.max(sorted[sorted.length - 1] - median, 1e-12);
        double[] drawn =
                Arrays.stream(utilities)
                        .map(each -> (each - median) / unit)
                        .map(each -> each >= 0 ? each : -Math.log1p(-each))
                        .toArray();
        double mean = Arrays.stream(drawn).average().orElseThrow();
        double deviation =
                Math.sqrt(
                        Arrays.stream(drawn).map(each -> (each - mean) * (each - mean)).sum()
                                / drawn.length);
        return Arrays.stream(drawn)
                .map(each -> deviation > 0 ? (each - mean) / deviation : 0)
                .toArray();
    }
}
