package dev.plumbline.local.tracking.logged;

import dev.plumbline.local.tracking.logged.LoggedModel.Status;
import dev.plumbline.local.tracking.protocol.Client;
import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.Metric;
import dev.plumbline.local.tracking.protocol.Permission;
import dev.plumbline.local.tracking.protocol.Permission.Belonging;
import dev.plumbline.local.tracking.protocol.TrackingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Logged models in the database.
public record LoggedModelTable(Handle handle) {
    private static final String SELECT =
            """
            SELECT m.*, coalesce(t.status = 'RUNNING', 0) AS under_way
            FROM tracking_logged_model m LEFT JOIN tracking_run t ON t.id = m.tree\
            """;

    void create(LoggedModel model) {
        requireExperiment(model.experiment());
        handle.createUpdate(
                        """
                        INSERT INTO tracking_logged_model
                            (id, experiment, name, type, run, tree, workspace, status, created_at, updated_at)
                        VALUES (:id, :experiment, :name, :type, :run, :tree, :workspace, :status, :now, :now)\
                        """)
                .bind("id", model.id())
                .bind("experiment", model.experiment())
                .bind("name", model.name())
                .bind("type", model.type())
                .bind("run", model.run())
                .bind("tree", model.belonging().tree())
                .bind("workspace", model.belonging().workspace())
                .bind("status", model.status().name())
                .bind("now", model.createdAt())
                .execute();
    }

    private void requireExperiment(long id) {
        boolean active =
                handle.createQuery("SELECT active FROM tracking_experiment WHERE id = :id")
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElseThrow(() ->
                                TrackingException.missing(
                                        "there is no experiment with the id " + id));
        if (!active) {
            throw TrackingException.invalid(
                    "the experiment %d is deleted; restore it before adding to it".formatted(id));
        }
    }

    /// A model that was not deleted.
    public Optional<LoggedModel> find(String id) {
        return handle.createQuery(SELECT + " WHERE m.id = :id AND m.active")
                .bind("id", id)
                .map(LoggedModelTable::read)
                .findOne();
    }

    public LoggedModel get(String id) {
        return find(id).orElseThrow(() ->
                TrackingException.missing("there is no logged model with the id \"" + id + "\""));
    }

    /// A model that this client may write.
    public LoggedModel writable(String id, Client client) {
        LoggedModel model = get(id);
        Permission.check(client, model.belonging(), "the logged model \"" + id + "\"");
        return model;
    }

    void setStatus(String id, Status status, long now) {
        handle.execute(
                "UPDATE tracking_logged_model SET status = ?, updated_at = ? WHERE id = ?",
                status.name(),
                now,
                id);
    }

    void delete(String id, long now) {
        handle.execute(
                "UPDATE tracking_logged_model SET active = 0, updated_at = ? WHERE id = ?",
                now,
                id);
    }

    /// Adds parameters; the last value of a name counts.
    void addParams(String id, List<KeyValue> params) {
        params.forEach(param -> put("tracking_logged_model_param", id, param));
    }

    void setTags(String id, List<KeyValue> tags) {
        tags.forEach(tag -> put("tracking_logged_model_tag", id, tag));
    }

    private void put(String table, String id, KeyValue pair) {
        handle.execute(
                "INSERT OR REPLACE INTO " + table + " VALUES (?, ?, ?)",
                id,
                pair.key(),
                pair.value());
    }

    boolean removeTag(String id, String key) {
        return handle.execute(
                        "DELETE FROM tracking_logged_model_tag WHERE model = ? AND key = ?",
                        id,
                        key)
                > 0;
    }

    /// Keeps a point of a metric that a run logged about a model, when it is the latest; a model
    /// that is not there has none.
    public void addMetric(String run, Metric metric) {
        boolean nan = Double.isNaN(metric.value());
        handle.execute(
                """
                INSERT INTO tracking_logged_model_metric
                SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM tracking_logged_model WHERE id = ?
                ON CONFLICT (model, key, dataset_name, dataset_digest, run) DO UPDATE SET
                    step = excluded.step, logged_at = excluded.logged_at,
                    value = excluded.value, nan = excluded.nan
                WHERE (excluded.step, excluded.logged_at, excluded.value, excluded.nan)
                    >= (step, logged_at, value, nan)\
                """,
                metric.key(),
                metric.datasetName(),
                metric.datasetDigest(),
                run,
                metric.step(),
                metric.timestamp(),
                nan ? 0 : metric.value(),
                nan,
                metric.model());
    }

    List<KeyValue> params(String id) {
        return pairs("tracking_logged_model_param", id);
    }

    List<KeyValue> tags(String id) {
        return pairs("tracking_logged_model_tag", id);
    }

    /// A point of a metric and the run that logged it.
    record Logged(Metric metric, String run) {}

    List<Logged> metrics(String id) {
        return handle.createQuery(
                        "SELECT * FROM tracking_logged_model_metric WHERE model = :id ORDER BY key, logged_at")
                .bind("id", id)
                .map((row, _) ->
                        new Logged(
                                new Metric(
                                        row.getString("key"),
                                        row.getBoolean("nan") ? Double.NaN : row.getDouble("value"),
                                        row.getLong("logged_at"),
                                        row.getLong("step"),
                                        id,
                                        row.getString("dataset_name"),
                                        row.getString("dataset_digest")),
                                row.getString("run")))
                .list();
    }

    private List<KeyValue> pairs(String table, String id) {
        return handle.createQuery(
                        "SELECT key, value FROM " + table + " WHERE model = :id ORDER BY key")
                .bind("id", id)
                .map((row, _) -> new KeyValue(row.getString("key"), row.getString("value")))
                .list();
    }

    static LoggedModel read(ResultSet row, StatementContext context) throws SQLException {
        return new LoggedModel(
                row.getString("id"),
                row.getLong("experiment"),
                row.getString("name"),
                row.getString("type"),
                row.getString("run"),
                Status.valueOf(row.getString("status")),
                row.getLong("created_at"),
                row.getLong("updated_at"),
                new Belonging(
                        Optional.ofNullable(row.getString("tree")),
                        Optional.ofNullable(row.getString("workspace")),
                        row.getBoolean("under_way")));
    }
}
