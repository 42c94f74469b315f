package dev.plumbline.local;

import dev.plumbline.local.jobs.RunTracking;
import dev.plumbline.local.tracking.RunStatus;
import dev.plumbline.local.tracking.TrackingException;
import dev.plumbline.local.tracking.TrackingStore;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/// Steps as runs of the tracking API, which their `mlflow` client reaches through the agent.
///
/// @param agent the agent's base URL
record MlflowRuns(TrackingStore store, URI agent) implements RunTracking {
    @Override
    public void createRun(Tracked run, Instant started) {
        store.createRun(run.id(), run.experiment(), run.name(), run.parent(), started);
    }

    @Override
    public void endRun(String id, boolean succeeded, Instant ended) {
        try {
            store.endRun(id, succeeded ? RunStatus.FINISHED : RunStatus.FAILED, ended);
        } catch (TrackingException _) {
            // Someone deleted the run: there is nothing left to end.
        }
    }

    @Override
    public Map<String, Double> metrics(String id) {
        try {
            return store.metrics(id);
        } catch (TrackingException _) {
            return Map.of();
        }
    }

    @Override
    public Map<String, String> variables(Tracked run) {
        return Map.of(
                "MLFLOW_TRACKING_URI", agent.resolve("/mlflow").toString(),
                "MLFLOW_RUN_ID", run.id(),
                "MLFLOW_EXPERIMENT_NAME", run.experiment(),
                // There are no pages behind the addresses that the client prints, and nobody agreed
                // to send its telemetry.
                "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true",
                "MLFLOW_DISABLE_TELEMETRY", "true");
    }
}
