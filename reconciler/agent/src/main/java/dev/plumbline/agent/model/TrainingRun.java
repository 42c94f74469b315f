package dev.plumbline.agent.model;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What is known of a run of a job.
///
/// @param status `queued`, `running`, `succeeded`, `failed` or `canceled`
/// @param commit of the specs that it was made from
/// @param parameters the job's literal inputs
/// @param metrics the last value of each
public record TrainingRun(
        String id,
        ResourceId job,
        Digest digest,
        String status,
        String commit,
        Optional<Instant> started,
        Optional<Instant> ended,
        Map<String, String> parameters,
        Map<String, Double> metrics) {
    public TrainingRun {
        parameters = Map.copyOf(parameters);
        metrics = Map.copyOf(metrics);
    }
}
