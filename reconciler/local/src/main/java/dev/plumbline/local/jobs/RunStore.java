package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.jobs.graph.GraphReader;
import dev.plumbline.local.jobs.graph.InvalidJobException;
import dev.plumbline.local.jobs.graph.JobGraph;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Jobs and runs in SQLite (`V4__workspaces.sql`), each of one workspace.
final class RunStore {
    /// A run's own data, as it was submitted.
    ///
    /// @param contents the artifact of each content of the spec
    /// @param forced no step may be reused
    record Submitted(
            ResourceId job,
            Digest digest,
            Owner owner,
            Fields spec,
            List<Production> produces,
            Map<Digest, Artifact> contents,
            boolean forced) {}

    /// The run that answers for a submission.
    ///
    /// @param isNew whether it was added just now
    /// @param problem why it cannot be run
    record Added(String run, boolean isNew, Optional<String> problem) {}

    private final Jdbi jdbi;
    private final Clock clock;

    RunStore(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /// Makes the job known and not archived, with the fields that can still change.
    void declare(ResourceId job, Fields live, Owner owner) {
        jdbi.useTransaction(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO jobs (workspace, id, live, owner) VALUES (:workspace, :id, :live, :owner)
                                ON CONFLICT (workspace, id) DO UPDATE SET live = :live, owner = :owner, archived = 0
                                """)
                        .bind("workspace", owner.workspace())
                        .bind("id", job.toString())
                        .bind("live", Json.fields(live))
                        .bind("owner", Json.owner(owner))
                        .execute());
    }

    void archive(String workspace, ResourceId job) {
        jdbi.useTransaction(handle ->
                handle.execute(
                        "UPDATE jobs SET archived = 1 WHERE workspace = ? AND id = ?",
                        workspace,
                        job.toString()));
    }

    /// The run that answers for a digest: one that is under way or has succeeded.
    Optional<String> standing(String workspace, ResourceId job, Digest digest) {
        return jdbi.withHandle(handle -> standing(handle, workspace, job, digest, true));
    }

    /// Adds a run with its steps, all at once, unless another run of the digest answers: one that
    /// is under way, or with `onlyIfDue` one that has succeeded. A job that cannot be run is added
    /// as a failed run.
    Added add(Submitted submitted, boolean onlyIfDue) {
        return jdbi.inTransaction(handle ->
                standing(
                                handle,
                                submitted.owner().workspace(),
                                submitted.job(),
                                submitted.digest(),
                                onlyIfDue)
                        .map(run -> new Added(run, false, Optional.empty()))
                        .orElseGet(() -> insert(handle, submitted)));
    }

    private static Optional<String> standing(
            Handle handle, String workspace, ResourceId job, Digest digest, boolean succeededToo) {
        return handle.createQuery(
                        """
                        SELECT id FROM job_runs
                        WHERE workspace = :workspace AND job = :job AND digest = :digest
                            AND (status IN ('QUEUED', 'RUNNING') OR status = 'SUCCEEDED' AND :succeededToo)
                        ORDER BY status = 'SUCCEEDED', attempt DESC LIMIT 1
                        """)
                .bind("workspace", workspace)
                .bind("job", job.toString())
                .bind("digest", digest.value())
                .bind("succeededToo", succeededToo)
                .mapTo(String.class)
                .findOne();
    }

    private Added insert(Handle handle, Submitted submitted) {
        int attempt =
                handle.createQuery(
                                        """
                                        SELECT count(*) FROM job_runs
                                        WHERE workspace = :workspace AND job = :job AND digest = :digest
                                        """)
                                .bind("workspace", submitted.owner().workspace())
                                .bind("job", submitted.job().toString())
                                .bind("digest", submitted.digest().value())
                                .mapTo(Integer.class)
                                .one()
                        + 1;
        String id =
                RunId.of(
                        submitted.job(),
                        submitted.digest(),
                        attempt,
                        candidate -> isTaken(handle, candidate));
        List<StepRun> steps = new ArrayList<>();
        List<String> notes = List.of();
        Fields parameters = Fields.EMPTY;
        Optional<String> problem = Optional.empty();
        try {
            var graph = GraphReader.read(submitted.spec());
            graph.steps().forEach(step -> steps.add(StepRun.pending(id, step.name())));
            submitted.produces().forEach(production -> checkBound(graph, production));
            notes = graph.notes();
            parameters = new Fields(graph.parameters());
        } catch (InvalidJobException e) {
            steps.clear();
            problem = Optional.of(e.problem());
        }
        Instant now = clock.instant();
        handle.createUpdate(
                        """
                        INSERT INTO job_runs (id, workspace, job, digest, attempt, status, message, notes, submitted, ended, spec,
                            produces, contents, owner, parameters, registered, forced, canceling)
                        VALUES (:id, :workspace, :job, :digest, :attempt, :status, :message, :notes, :submitted, :ended, :spec,
                            :produces, :contents, :owner, :parameters, '{}', :forced, 0)
                        """)
                .bind("id", id)
                .bind("workspace", submitted.owner().workspace())
                .bind("job", submitted.job().toString())
                .bind("digest", submitted.digest().value())
                .bind("attempt", attempt)
                .bind("status", (problem.isPresent() ? RunStatus.FAILED : RunStatus.QUEUED).name())
                .bind("message", problem.orElse(""))
                .bind("notes", Json.texts(notes))
                .bind("submitted", now.toEpochMilli())
                .bind("ended", problem.map(_ -> now.toEpochMilli()))
                .bind("spec", Json.fields(submitted.spec()))
                .bind("produces", Json.productions(submitted.produces()))
                .bind("contents", Json.contents(submitted.contents()))
                .bind("owner", Json.owner(submitted.owner()))
                .bind("parameters", Json.fields(parameters))
                .bind("forced", submitted.forced())
                .execute();
        for (int position = 0; position < steps.size(); position++) {
            StepRows.insert(handle, steps.get(position), position);
        }
        return new Added(id, true, problem);
    }

    private static void checkBound(JobGraph graph, Production production) {
        if (graph.output(production.output()).isEmpty()) {
            throw new InvalidJobException(
                    "output %s is to be registered as %s, and no step makes it; bind a node's output to ${{parent.outputs.%s}}"
                            .formatted(
                                    production.output(), production.asset(), production.output()));
        }
    }

    private static boolean isTaken(Handle handle, String id) {
        return handle.createQuery("SELECT count(*) FROM job_runs WHERE id = :id")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    Submitted submitted(String run) {
        return jdbi.withHandle(handle ->
                handle.createQuery("SELECT * FROM job_runs WHERE id = :id")
                        .bind("id", run)
                        .map((row, _) ->
                                new Submitted(
                                        ResourceId.parse(row.getString("job")),
                                        new Digest(row.getString("digest")),
                                        Json.readOwner(row.getString("owner")),
                                        Json.readFields(row.getString("spec")),
                                        Json.readProductions(row.getString("produces")),
                                        Json.readContents(row.getString("contents")),
                                        row.getBoolean("forced")))
                        .one());
    }

    void started(String run) {
        jdbi.useTransaction(handle ->
                handle.createUpdate(
                                """
                                UPDATE job_runs SET status = 'RUNNING', started = coalesce(started, :now)
                                WHERE id = :id AND status IN ('QUEUED', 'RUNNING')
                                """)
                        .bind("id", run)
                        .bind("now", clock.millis())
                        .execute());
    }

    void ended(String run, RunStatus status, String message, Map<ResourceId, String> registered) {
        jdbi.useTransaction(handle ->
                handle.createUpdate(
                                """
                                UPDATE job_runs SET status = :status, message = :message,
                                    registered = :registered, ended = :now
                                WHERE id = :id AND status IN ('QUEUED', 'RUNNING')
                                """)
                        .bind("id", run)
                        .bind("status", status.name())
                        .bind("message", message)
                        .bind("registered", Json.registered(registered))
                        .bind("now", clock.millis())
                        .execute());
    }

    /// Keeps that a run is to be stopped.
    ///
    /// @return whether there is something to stop
    boolean cancel(String run) {
        return jdbi.withHandle(handle ->
                handle.execute(
                                """
                                UPDATE job_runs SET canceling = 1
                                WHERE id = ? AND status IN ('QUEUED', 'RUNNING')
                                """,
                                run)
                        > 0);
    }

    boolean isCanceling(String run) {
        return jdbi.withHandle(handle ->
                handle.createQuery("SELECT canceling FROM job_runs WHERE id = :id")
                        .bind("id", run)
                        .mapTo(Boolean.class)
                        .one());
    }

    List<String> underWay() {
        return jdbi.withHandle(handle ->
                handle.createQuery(
                                "SELECT id FROM job_runs WHERE status IN ('QUEUED', 'RUNNING') ORDER BY submitted")
                        .mapTo(String.class)
                        .list());
    }

    /// The newest run of a job.
    Optional<String> latest(String workspace, ResourceId job) {
        return jdbi.withHandle(handle ->
                handle.createQuery(
                                """
                                SELECT id FROM job_runs WHERE workspace = :workspace AND job = :job
                                ORDER BY submitted DESC, rowid DESC LIMIT 1
                                """)
                        .bind("workspace", workspace)
                        .bind("job", job.toString())
                        .mapTo(String.class)
                        .findOne());
    }

    List<JobRun> runs(Optional<ResourceId> job) {
        return jdbi.withHandle(handle ->
                handle.createQuery(
                                """
                                SELECT * FROM job_runs WHERE :job IS NULL OR job = :job
                                ORDER BY submitted, rowid
                                """)
                        .bind("job", job.map(ResourceId::toString))
                        .map((row, _) -> RunRows.read(row, List.of()))
                        .list());
    }

    Optional<JobRun> run(String id) {
        return jdbi.inTransaction(handle -> {
            List<StepRun> steps = StepRows.ofRun(handle, id);
            return handle.createQuery("SELECT * FROM job_runs WHERE id = :id")
                    .bind("id", id)
                    .map((row, _) -> RunRows.read(row, steps))
                    .findOne();
        });
    }

    Map<ResourceId, Observed.Job> observe(String workspace) {
        return jdbi.inTransaction(handle -> {
            Map<String, List<Observed.Run>> runs = new LinkedHashMap<>();
            handle.createQuery(
                            """
                            SELECT id, job, digest, status, registered, message FROM job_runs
                            WHERE workspace = :workspace ORDER BY submitted, rowid
                            """)
                    .bind("workspace", workspace)
                    .map((row, _) -> Map.entry(row.getString("job"), RunRows.observed(row)))
                    .forEach(entry ->
                            runs.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                                    .add(entry.getValue()));
            Map<ResourceId, Observed.Job> jobs = new LinkedHashMap<>();
            handle.createQuery("SELECT * FROM jobs WHERE workspace = :workspace ORDER BY id")
                    .bind("workspace", workspace)
                    .map((row, _) ->
                            RunRows.job(row, runs.getOrDefault(row.getString("id"), List.of())))
                    .forEach(job -> jobs.put(job.id(), job));
            return jobs;
        });
    }
}
