package dev.plumbline.local.jobs;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// Rows of `job_steps`.
final class StepRows {
    private StepRows() {}

    static void insert(Handle handle, StepRun step, int position) {
        Update insert =
                handle.createUpdate(
                        """
                        INSERT INTO job_steps (run, name, position, status, attempt, lost, started, ended, exit_code,
                            step_key, key_parts, reused_from, why, message, outputs, metrics, lock)
                        VALUES (:run, :name, :position, :status, :attempt, :lost, :started, :ended, :exitCode,
                            :key, :parts, :reusedFrom, :why, :message, :outputs, :metrics, :lock)
                        """);
        bind(insert, step).bind("position", position).execute();
    }

    static void update(Handle handle, StepRun step) {
        Update update =
                handle.createUpdate(
                        """
                        UPDATE job_steps SET status = :status, attempt = :attempt, lost = :lost, started = :started,
                            ended = :ended, exit_code = :exitCode, step_key = :key, key_parts = :parts,
                            reused_from = :reusedFrom, why = :why, message = :message, outputs = :outputs,
                            metrics = :metrics, lock = :lock
                        WHERE run = :run AND name = :name
                        """);
        bind(update, step).execute();
    }

    static List<StepRun> ofRun(Handle handle, String run) {
        return handle.createQuery("SELECT * FROM job_steps WHERE run = :run ORDER BY position")
                .bind("run", run)
                .map((row, _) -> read(row))
                .list();
    }

    static List<StepRun> withKey(Handle handle, String workspace, Digest key) {
        return handle.createQuery(
                        """
                        SELECT s.* FROM job_steps s JOIN job_runs r ON r.id = s.run
                        WHERE s.step_key = :key AND s.status = 'SUCCEEDED' AND r.workspace = :workspace
                        ORDER BY s.ended DESC LIMIT 5
                        """)
                .bind("key", key.value())
                .bind("workspace", workspace)
                .map((row, _) -> read(row))
                .list();
    }

    static Optional<StepRun> lastSuccess(
            Handle handle, String workspace, ResourceId job, String step, String exceptRun) {
        return handle.createQuery(
                        """
                        SELECT s.* FROM job_steps s JOIN job_runs r ON r.id = s.run
                        WHERE r.workspace = :workspace AND r.job = :job AND s.name = :step AND s.run != :run
                            AND s.status IN ('SUCCEEDED', 'REUSED')
                        ORDER BY s.ended DESC LIMIT 1
                        """)
                .bind("workspace", workspace)
                .bind("job", job.toString())
                .bind("step", step)
                .bind("run", exceptRun)
                .map((row, _) -> read(row))
                .findOne();
    }

    private static Update bind(Update update, StepRun step) {
        return update.bind("run", step.run())
                .bind("name", step.name())
                .bind("status", step.status().name())
                .bind("attempt", step.attempt())
                .bind("lost", step.lost())
                .bind("started", step.started().map(Instant::toEpochMilli))
                .bind("ended", step.ended().map(Instant::toEpochMilli))
                .bind("exitCode", step.exitCode())
                .bind("key", step.key().map(Digest::value))
                .bind("parts", Json.fields(step.keyParts()))
                .bind("reusedFrom", step.reusedFrom())
                .bind("why", step.why())
                .bind("message", step.message())
                .bind("outputs", Json.outputs(step.outputs()))
                .bind("metrics", Json.metrics(step.metrics()))
                .bind("lock", Json.texts(step.environmentLock()));
    }

    private static StepRun read(ResultSet row) throws SQLException {
        int exitCode = row.getInt("exit_code");
        OptionalInt code = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(exitCode);
        return new StepRun(
                row.getString("run"),
                row.getString("name"),
                StepStatus.valueOf(row.getString("status")),
                row.getInt("attempt"),
                row.getInt("lost"),
                RunRows.instant(row, "started"),
                RunRows.instant(row, "ended"),
                code,
                Optional.ofNullable(row.getString("step_key")).map(Digest::new),
                Json.readFields(row.getString("key_parts")),
                Optional.ofNullable(row.getString("reused_from")),
                row.getString("why"),
                row.getString("message"),
                Json.readOutputs(row.getString("outputs")),
                Json.readMetrics(row.getString("metrics")),
                Json.readTexts(row.getString("lock")));
    }
}
