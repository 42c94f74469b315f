package dev.plumbline.agent.model;

import dev.plumbline.local.jobs.JobRun;
import dev.plumbline.local.jobs.JobService;
import dev.plumbline.resource.Value;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where runs are looked up. The platform port tells which run registered a version, and no more of
/// it.
public interface TrainingRuns {
    /// Empty when nothing is known of it.
    ///
    /// @param id as the platform calls it
    Optional<TrainingRun> find(String id);

    /// Those of the embedded platform.
    static TrainingRuns of(JobService jobs) {
        return id -> jobs.run(id).map(TrainingRuns::run);
    }

    private static TrainingRun run(JobRun run) {
        return new TrainingRun(
                run.id(),
                run.job(),
                run.digest(),
                run.status().name().toLowerCase(Locale.ROOT),
                run.commit(),
                run.started(),
                run.ended(),
                displayed(run.parameters()),
                run.metrics());
    }

    private static Map<String, String> displayed(Map<String, Value> parameters) {
        Map<String, String> texts = new HashMap<>();
        parameters.forEach((name, value) -> texts.put(name, value.display()));
        return texts;
    }
}
