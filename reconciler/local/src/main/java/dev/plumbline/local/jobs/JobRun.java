package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run of a job, as it is now.
///
/// @param attempt which run of this digest it is, from 1
/// @param message why it failed, for people
/// @param notes what of the spec has no effect on this platform
/// @param parameters the job's literal inputs
/// @param metrics those of all steps; of one name, the later step's
/// @param outputs the job's outputs, as far as they are made
/// @param registered the asset versions that outputs became
/// @param owner where the job is declared, with the commit
/// @param steps in the order written
public record JobRun(
        String id,
        ResourceId job,
        Digest digest,
        int attempt,
        RunStatus status,
        String message,
        List<String> notes,
        Instant submitted,
        Optional<Instant> started,
        Optional<Instant> ended,
        Map<String, Value> parameters,
        Map<String, Double> metrics,
        Map<String, Artifact> outputs,
        Map<ResourceId, String> registered,
        Owner owner,
        List<StepRun> steps) {
    public JobRun {
        notes = List.copyOf(notes);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        outputs = Map.copyOf(outputs);
        registered = Map.copyOf(registered);
        steps = List.copyOf(steps);
    }

    public String commit() {
        return owner.commit();
    }
}
