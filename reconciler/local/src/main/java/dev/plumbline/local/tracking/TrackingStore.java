package dev.plumbline.local.tracking;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Runs and what they logged. The database holds the tables of the migration `V3__tracking.sql`.
/// Each call is one transaction; methods throw [TrackingException] for a run that is not there.
public final class TrackingStore {
    private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{32}");

    private final Jdbi jdbi;
    private final Path artifacts;

    /// @param artifacts the folder under which clients on this machine leave a run's files
    ///   (`mlflow.log_artifact`)
    public TrackingStore(Jdbi jdbi, Path artifacts) {
        this.jdbi = jdbi;
        this.artifacts = artifacts.toAbsolutePath().normalize();
    }

    /// Starts a run and gives its id: 32 hexadecimal digits, for `MLFLOW_RUN_ID`.
    ///
    /// @param experiment its name; it is created when it is not there
    /// @param parentRunId the run that this one is a step of
    public String createRun(
            String experiment, String name, Optional<String> parentRunId, Instant startTime) {
        String runId = newRunId();
        createRun(runId, experiment, name, parentRunId, startTime);
        return runId;
    }

    /// Starts a run under a given id. A run with this id that is there stays as it is, so that a
    /// caller who was interrupted may call again.
    public void createRun(
            String runId,
            String experiment,
            String name,
            Optional<String> parentRunId,
            Instant startTime) {
        if (!RUN_ID.matcher(runId).matches()) {
            throw new IllegalArgumentException(
                    "\"" + runId + "\" is no run id; it must be 32 hex digits");
        }
        long start = startTime.toEpochMilli();
        write(handle -> {
            ExperimentTable experiments = new ExperimentTable(handle);
            long experimentId =
                    experiments
                            .byName(experiment)
                            .map(Experiment::id)
                            .orElseGet(() -> experiments.create(experiment, List.of(), start));
            boolean created =
                    new RunTable(handle)
                            .create(
                                    new TrackedRun(
                                            runId,
                                            experimentId,
                                            name,
                                            "",
                                            RunStatus.RUNNING,
                                            true,
                                            start,
                                            OptionalLong.empty()));
            if (created) {
                List<KeyValue> tags =
                        new ArrayList<>(List.of(new KeyValue("mlflow.runName", name)));
                parentRunId.ifPresent(
                        parent -> tags.add(new KeyValue("mlflow.parentRunId", parent)));
                new RunDataTable(handle).setTags(runId, tags);
            }
            return runId;
        });
    }

    /// Ends a run, also one that its client has ended already.
    public void endRun(String runId, RunStatus status, Instant endTime) {
        write(handle -> {
            RunTable runs = new RunTable(handle);
            TrackedRun run = runs.get(runId);
            runs.update(runId, status, OptionalLong.of(endTime.toEpochMilli()), run.name());
            return runId;
        });
    }

    /// The latest value of each metric, in order of key.
    public Map<String, Double> metrics(String runId) {
        Map<String, Double> values = new LinkedHashMap<>();
        data(runId).metrics().forEach(metric -> values.put(metric.key(), metric.value()));
        return values;
    }

    /// The parameters, in order of key.
    public Map<String, String> params(String runId) {
        return values(data(runId).params());
    }

    /// The tags, in order of key; those that begin with `mlflow.` are the client's own.
    public Map<String, String> tags(String runId) {
        return values(data(runId).tags());
    }

    /// The folder in which the client leaves a run's files. It is there once something was left.
    public Path artifacts(String runId) {
        return read(handle -> artifacts(new RunTable(handle).get(runId)));
    }

    Path artifacts(TrackedRun run) {
        return experimentArtifacts(run.experiment()).resolve(run.id()).resolve("artifacts");
    }

    Path experimentArtifacts(long experiment) {
        return artifacts.resolve(Long.toString(experiment));
    }

    static String newRunId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    <R> R read(Function<Handle, R> question) {
        return jdbi.withHandle(question::apply);
    }

    <R> R write(Function<Handle, R> change) {
        return jdbi.inTransaction(change::apply);
    }

    private RunData data(String runId) {
        return read(handle -> {
            TrackedRun run = new RunTable(handle).get(runId);
            return new RunDataTable(handle).read(run.id());
        });
    }

    private static Map<String, String> values(List<KeyValue> pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        pairs.forEach(pair -> values.put(pair.key(), pair.value()));
        return values;
    }
}
