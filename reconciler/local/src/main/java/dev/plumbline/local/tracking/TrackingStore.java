package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.store.Places;
import dev.plumbline.local.tracking.store.RunOrigin;
import dev.plumbline.local.tracking.store.Transactions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Runs and what they logged. The database holds the tables of the migrations `V3__tracking.sql`
/// and `V7__models.sql`. Each call is all or nothing; methods throw [TrackingException] for a run
/// that is not there.
public final class TrackingStore {
    private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{32}");

    private final Transactions transactions;
    private final Places places;

    /// @param artifacts the folder under which the files of runs lie (`mlflow.log_artifact`)
    public TrackingStore(Jdbi jdbi, Path artifacts) {
        this.transactions = new Transactions(jdbi);
        this.places = new Places(artifacts);
    }

    /// Starts a run and gives its id: 32 hexadecimal digits, for `MLFLOW_RUN_ID`.
    ///
    /// @param experiment its name; it is created when it is not there
    /// @param parentRunId the run that this one is a step of
    /// @param job the run of a job that it belongs to
    public String createRun(
            String experiment,
            String name,
            Optional<String> parentRunId,
            Optional<JobOfRun> job,
            Instant startTime) {
        String runId = newRunId();
        createRun(runId, experiment, name, parentRunId, job, startTime);
        return runId;
    }

    /// Starts a run under a given id. A run with this id that is there stays as it is, so that a
    /// caller who was interrupted may call again.
    public void createRun(
            String runId,
            String experiment,
            String name,
            Optional<String> parentRunId,
            Optional<JobOfRun> job,
            Instant startTime) {
        if (!RUN_ID.matcher(runId).matches()) {
            throw new IllegalArgumentException(
                    "\"" + runId + "\" is no run id; it must be 32 hex digits");
        }
        long start = startTime.toEpochMilli();
        transactions.write(handle -> {
            long experimentId = experiment(handle, experiment, start);
            RunOrigin origin =
                    new RunOrigin(
                            experimentId,
                            job.map(_ -> parentRunId.orElse(runId)),
                            job.map(JobOfRun::workspace),
                            job.map(JobOfRun::run),
                            true,
                            true);
            TrackedRun run = TrackedRun.started(runId, experimentId, name, "", start);
            if (new RunTable(handle).create(run, origin)) {
                List<KeyValue> tags =
                        new ArrayList<>(List.of(new KeyValue("mlflow.runName", name)));
                parentRunId.ifPresent(
                        parent -> tags.add(new KeyValue("mlflow.parentRunId", parent)));
                job.ifPresent(known -> tags.addAll(known.tags()));
                new RunDataTable(handle).setTags(runId, tags);
            }
            return runId;
        });
    }

    private static long experiment(Handle handle, String name, long now) {
        ExperimentTable experiments = new ExperimentTable(handle);
        return experiments
                .byName(name)
                .map(Experiment::id)
                .orElseGet(() -> experiments.create(name, List.of(), now));
    }

    /// Ends a run, also one that its client has ended already.
    public void endRun(String runId, RunStatus status, Instant endTime) {
        transactions.write(handle -> {
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

    /// The folder of a run's files. It is there once something was left.
    public Path artifacts(String runId) {
        TrackedRun run = transactions.read(handle -> new RunTable(handle).get(runId));
        return places.run(run.experiment(), run.id());
    }

    Transactions transactions() {
        return transactions;
    }

    Places places() {
        return places;
    }

    static String newRunId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private RunData data(String runId) {
        return transactions.read(handle -> {
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
