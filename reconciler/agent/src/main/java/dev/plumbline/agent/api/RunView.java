package dev.plumbline.agent.api;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One run of a job.
///
/// @param status `queued`, `running`, `succeeded`, `failed` or `canceled`; the same words for steps
/// @param commit the commit that asked for it
/// @param message why it failed or what it does
/// @param registered what its outputs became, as `model/fraud:3`
/// @param metrics the last value of each metric
public record RunView(
        String id,
        String job,
        String status,
        String commit,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        String message,
        List<String> registered,
        Map<String, Double> metrics,
        List<Step> steps) {
    public RunView {
        registered = List.copyOf(registered);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        steps = List.copyOf(steps);
    }

    public boolean hasEnded() {
        return ended.isPresent();
    }

    /// One step of a pipeline; a command job has one.
    ///
    /// @param reused whether an earlier run's outputs were taken, since nothing that the step
    ///   depends on had changed
    public record Step(
            String name,
            String status,
            Optional<Instant> started,
            Optional<Instant> ended,
            boolean reused,
            String message) {}
}
