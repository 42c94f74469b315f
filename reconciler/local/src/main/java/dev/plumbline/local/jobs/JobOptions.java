package dev.plumbline.local.jobs;

import java.nio.file.Path;
import java.time.Duration;

/// How jobs are run.
///
/// @param data the data directory; runs live in `runs` below it
/// @param concurrentSteps how many steps run at the same time, over all runs
/// @param logBytes how long a step's log may grow
/// @param grace how long a step that is stopped has to end by itself
public record JobOptions(Path data, int concurrentSteps, long logBytes, Duration grace) {
    public JobOptions {
        if (concurrentSteps < 1) {
            throw new IllegalArgumentException(
                    "concurrent steps are %d; at least 1 is needed".formatted(concurrentSteps));
        }
        data = data.toAbsolutePath();
    }

    /// One step for each processor, logs of 50 MB, ten seconds of grace.
    public static JobOptions in(Path data) {
        return new JobOptions(
                data,
                Runtime.getRuntime().availableProcessors(),
                50_000_000,
                Duration.ofSeconds(10));
    }

    public JobOptions withConcurrentSteps(int steps) {
        return new JobOptions(data, steps, logBytes, grace);
    }

    Path runs() {
        return data.resolve("runs");
    }
}
