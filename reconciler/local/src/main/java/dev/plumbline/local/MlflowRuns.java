package dev.plumbline.local;

import dev.plumbline.local.jobs.RunTracking;
import dev.plumbline.local.tracking.JobOfRun;
import dev.plumbline.local.tracking.RunStatus;
import dev.plumbline.local.tracking.RunTokens;
import dev.plumbline.local.tracking.TrackingStore;
import dev.plumbline.local.tracking.protocol.TrackingException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Steps as runs of the tracking API, which their `mlflow` client reaches through the agent.
///
/// @param tokens what steps show that they are the run's
/// @param agent the agent's base URL
record MlflowRuns(TrackingStore store, RunTokens tokens, URI agent) implements RunTracking {
    @Override
    public void createRun(Tracked run, Instant started) {
        JobOfRun job =
                new JobOfRun(
                        run.of().run(),
                        run.of().owner().id().toString(),
                        run.of().owner().workspace(),
                        run.of().owner().commit());
        store.createRun(
                run.id(), run.experiment(), run.name(), run.parent(), Optional.of(job), started);
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
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("MLFLOW_TRACKING_URI", agent.resolve("/mlflow").toString());
        variables.put("MLFLOW_TRACKING_TOKEN", tokens.token(run.parent().orElse(run.id())));
        variables.put("MLFLOW_RUN_ID", run.id());
        variables.put("MLFLOW_EXPERIMENT_NAME", run.experiment());
        // There are no pages behind the addresses that the client prints, and nobody agreed to
        // send its telemetry.
        variables.put("MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true");
        variables.put("MLFLOW_DISABLE_TELEMETRY", "true");
        return variables;
    }
}
