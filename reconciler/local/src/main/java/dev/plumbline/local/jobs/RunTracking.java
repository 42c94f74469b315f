package dev.plumbline.local.jobs;

import dev.plumbline.platform.Owner;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Where runs log parameters and metrics, as MLflow has it.
public interface RunTracking {
    /// A run or a step, as a run of the tracking server.
    ///
    /// @param id 32 hexadecimal digits, chosen by the job engine: the same attempt of a step has
    ///   the same id after a crash
    /// @param experiment the job's `experiment_name`, else its name
    /// @param parent the run of the job, for a step
    record Tracked(
            String id, String experiment, String name, Optional<String> parent, JobRunOf of) {}

    /// The run of a job that something belongs to.
    ///
    /// @param run its id
    /// @param owner the job with its workspace and commit
    record JobRunOf(String run, Owner owner) {}

    /// Makes a run; nothing happens when it is there.
    void createRun(Tracked run, Instant started);

    /// Ends a run; nothing happens when it is unknown or has ended.
    void endRun(String id, boolean succeeded, Instant ended);

    /// The latest value of each metric that the run logged.
    Map<String, Double> metrics(String id);

    /// What the step's process needs to log to this run: `MLFLOW_TRACKING_URI`, `MLFLOW_RUN_ID`, …
    Map<String, String> variables(Tracked run);
}
