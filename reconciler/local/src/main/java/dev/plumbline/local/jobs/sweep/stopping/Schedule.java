package dev.plumbline.local.jobs.sweep.stopping;

import dev.plumbline.local.jobs.sweep.spec.Section;
import java.util.stream.IntStream;

/// At which reports of a trial a policy looks: at every multiple of the interval that is not below
/// the delay. Each report of the primary metric is one interval (learn.microsoft.com,
/// how-to-tune-hyperparameters, "Specify early termination policy").
record Schedule(int interval, int delay) {
    static Schedule read(Section policy) {
        // Azure's SDK writes 0 for what is not given.
        int interval =
                policy.optionalInteger("evaluation_interval", 0, Integer.MAX_VALUE)
                        .orElse(1L)
                        .intValue();
        int delay =
                policy.optionalInteger("delay_evaluation", 0, Integer.MAX_VALUE)
                        .orElse(0L)
                        .intValue();
        return new Schedule(Math.max(1, interval), delay);
    }

    /// The reports to look at, among those after the ones that were judged.
    IntStream due(int judged, int reports) {
        return IntStream.rangeClosed(judged + 1, reports)
                .filter(report -> report % interval == 0 && report >= delay);
    }
}
