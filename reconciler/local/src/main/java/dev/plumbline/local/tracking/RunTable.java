package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.Page;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.protocol.View;
import dev.plumbline.local.tracking.search.Searchable;
import dev.plumbline.local.tracking.search.Searchable.Attribute;
import dev.plumbline.local.tracking.search.Searchable.Pairs;
import dev.plumbline.local.tracking.search.Searchable.Related;
import dev.plumbline.local.tracking.search.Sql;
import dev.plumbline.local.tracking.store.RunOrigin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Runs in the database, without what they logged.
record RunTable(Handle handle) {

    private static final Searchable SEARCHED =
            new Searchable(
                    Map.of(
                            "run_id", Attribute.text("r.id"),
                            "run_name", Attribute.text("r.name"),
                            "user_id", Attribute.text("r.user"),
                            "status", Attribute.text("r.status"),
                            "artifact_uri",
                                    Attribute.text(
                                            "('mlflow-artifacts:/' || r.experiment || '/' || r.id || '/artifacts')"),
                            "start_time", Attribute.number("r.started_at"),
                            "end_time", Attribute.number("r.ended_at")),
                    Optional.of(new Pairs("tracking_latest_metric", "x.run = r.id")),
                    Optional.of(new Pairs("tracking_param", "x.run = r.id")),
                    Optional.of(new Pairs("tracking_tag", "x.run = r.id")),
                    Map.of(
                            "name", dataset("name"),
                            "digest", dataset("digest"),
                            "context",
                                    new Related(
                                            "tracking_input x, json_each(x.dataset, '$.tags') t"
                                                    + " WHERE x.run = r.id AND json_extract(t.value, '$.key') = 'mlflow.data.context'",
                                            "json_extract(t.value, '$.value')")));

    private static Related dataset(String name) {
        return new Related(
                "tracking_input x WHERE x.run = r.id",
                "json_extract(x.dataset, '$.dataset." + name + "')");
    }

    /// Adds a run; false when there is one with this id, which stays as it is.
    boolean create(TrackedRun run, RunOrigin origin) {
        return handle.createUpdate(
                                """
                                INSERT OR IGNORE INTO tracking_run
                                    (id, experiment, name, user, status, started_at, tree, workspace, job_run)
                                VALUES (:id, :experiment, :name, :user, :status, :start, :tree, :workspace, :job)\
                                """)
                        .bind("tree", origin.tree())
                        .bind("workspace", origin.workspace())
                        .bind("job", origin.jobRun())
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

    /// A run that this client may write.
    ///
    /// @return what made it
    RunOrigin writable(String id, Client client) {
        RunOrigin origin = mine(id, client);
        if (!origin.active()) {
            throw TrackingException.invalid(
                    "the run \"" + id + "\" is deleted; restore it before writing to it");
        }
        return origin;
    }

    /// A run that this client may delete and restore.
    RunOrigin mine(String id, Client client) {
        RunOrigin origin =
                RunOrigin.find(handle, id)
                        .orElseThrow(() ->
                                TrackingException.missing(
                                        "there is no run with the id \"" + id + "\""));
        Permission.check(client, origin.belonging(), "the run \"" + id + "\"");
        return origin;
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
            List<Long> experiments,
            String filter,
            View view,
            List<String> order,
            Page.Window window) {
        if (experiments.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        Sql sql =
                new Sql(
                                "SELECT r.* FROM tracking_run r WHERE r.experiment IN (%s) AND %s"
                                        .formatted(
                                                "?, ".repeat(experiments.size() - 1) + "?",
                                                view.condition("r")),
                                List.copyOf(experiments))
                        .then(SEARCHED.filter(filter))
                        .then(" ORDER BY ")
                        .then(SEARCHED.order(order, "r.started_at DESC, r.id"))
                        .then(" LIMIT ? OFFSET ?", window.size() + 1, window.start());
        return Page.of(sql.query(handle).map(RunTable::read).list(), window);
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
