package dev.plumbline.local.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// Runs in the database, without what they logged.
record RunTable(Handle handle) {

    /// Adds a run; false when there is one with this id, which stays as it is.
    boolean create(TrackedRun run) {
        return handle.createUpdate(
                                """
                                INSERT OR IGNORE INTO tracking_run (id, experiment, name, user, status, started_at)
                                VALUES (:id, :experiment, :name, :user, :status, :start)\
                                """)
                        .bind("id", run.id())
                        .bind("experiment", run.experiment())
                        .bind("name", run.name())
                        .bind("user", run.user())
                        .bind("status", run.status().name())
                        .bind("start", run.startedAt())
                        .execute()
                > 0;
    }

    TrackedRun get(String id) {
        return handle.createQuery("SELECT * FROM tracking_run WHERE id = :id")
                .bind("id", id)
                .map(RunTable::read)
                .findOne()
                .orElseThrow(() ->
                        TrackingException.missing("there is no run with the id \"" + id + "\""));
    }

    /// A run that may still be written.
    TrackedRun writable(String id) {
        TrackedRun run = get(id);
        if (!run.active()) {
            throw TrackingException.invalid(
                    "the run \"" + id + "\" is deleted; restore it before writing to it");
        }
        return run;
    }

    void update(String id, RunStatus status, OptionalLong endedAt, String name) {
        handle.createUpdate(
                        "UPDATE tracking_run SET status = :status, ended_at = :end, name = :name WHERE id = :id")
                .bind("id", id)
                .bind("status", status.name())
                .bind("end", endedAt.isPresent() ? Long.valueOf(endedAt.getAsLong()) : null)
                .bind("name", name)
                .execute();
    }

    void setActive(String id, boolean active) {
        handle.execute("UPDATE tracking_run SET active = ? WHERE id = ?", active, id);
    }

    Page<TrackedRun> search(
            List<Long> experiments, RunFilter filter, View view, Page.Window window) {
        if (experiments.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        Query query =
                handle.createQuery(
                                "SELECT * FROM tracking_run WHERE experiment IN (<experiments>) AND "
                                        + view.condition()
                                        + filter.condition()
                                        + " ORDER BY started_at DESC, id LIMIT :limit OFFSET :start")
                        .bindList("experiments", experiments)
                        .bind("limit", window.size() + 1)
                        .bind("start", window.start());
        filter.bindTo(query);
        return Page.of(query.map(RunTable::read).list(), window);
    }

    private static TrackedRun read(ResultSet row, StatementContext context) throws SQLException {
        long end = row.getLong("ended_at");
        OptionalLong endedAt = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(end);
        return new TrackedRun(
                row.getString("id"),
                row.getLong("experiment"),
                row.getString("name"),
                row.getString("user"),
                RunStatus.valueOf(row.getString("status")),
                row.getBoolean("active"),
                row.getLong("started_at"),
                endedAt);
    }
}
