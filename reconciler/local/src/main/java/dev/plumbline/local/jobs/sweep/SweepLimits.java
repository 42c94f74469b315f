package dev.plumbline.local.jobs.sweep;

import dev.plumbline.local.jobs.sweep.spec.Section;
import java.time.Duration;
import java.util.Optional;

/// How many trials a sweep may have, and how long: `limits` of its spec. Defaults as on Azure
/// (learn.microsoft.com, reference-yaml-job-sweep, "Attributes of the limits key").
///
/// @param maxTotalTrials from 1 to 1000
/// @param maxConcurrentTrials at most as many as in all, which is the default
/// @param timeout of the whole sweep
/// @param trialTimeout of each trial; none by default
public record SweepLimits(
        int maxTotalTrials,
        int maxConcurrentTrials,
        Duration timeout,
        Optional<Duration> trialTimeout) {
    private static final int MOST_TRIALS = 1000;
    private static final long DEFAULT_TIMEOUT_SECONDS = 5_184_000;
    private static final long MOST_SECONDS = Integer.MAX_VALUE;

    static SweepLimits read(Section limits) {
        long total =
                limits.optionalInteger("max_total_trials", 1, MOST_TRIALS)
                        .orElse((long) MOST_TRIALS);
        long concurrent =
                limits.optionalInteger("max_concurrent_trials", 1, MOST_TRIALS).orElse(total);
        if (concurrent > total) {
            throw limits.wrong("max_concurrent_trials", "at most max_total_trials, " + total);
        }
        long timeout =
                limits.optionalInteger("timeout", 1, MOST_SECONDS).orElse(DEFAULT_TIMEOUT_SECONDS);
        Optional<Long> trialTimeout = limits.optionalInteger("trial_timeout", 1, MOST_SECONDS);
        if (trialTimeout.filter(seconds -> seconds > timeout).isPresent()) {
            throw limits.wrong("trial_timeout", "at most timeout, " + timeout);
        }
        return new SweepLimits(
                (int) total,
                (int) concurrent,
                Duration.ofSeconds(timeout),
                trialTimeout.map(Duration::ofSeconds));
    }
}
