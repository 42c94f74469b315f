package dev.plumbline.local.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// What runs logged, in the database.
record RunDataTable(Handle handle) {
    private static final int KEY_LENGTH = 250;
    private static final int PARAM_LENGTH = 6_000;
    private static final int TAG_LENGTH = 8_000;

    RunData read(String run) {
        List<String> datasets =
                handle.createQuery("SELECT dataset FROM tracking_input WHERE run = :run")
                        .bind("run", run)
                        .mapTo(String.class)
                        .list();
        return new RunData(
                latest(run), pairs("tracking_param", run), pairs("tracking_tag", run), datasets);
    }

    /// The point with the greatest step of each metric; of several, the one that was logged last.
    List<Metric> latest(String run) {
        return handle.createQuery(
                        """
                        SELECT key, step, logged_at, value, nan FROM (
                            SELECT *, row_number() OVER (
                                PARTITION BY key ORDER BY step DESC, logged_at DESC, value DESC, nan DESC) AS place
                            FROM tracking_metric WHERE run = :run)
                        WHERE place = 1 ORDER BY key\
                        """)
                .bind("run", run)
                .map(RunDataTable::readMetric)
                .list();
    }

    Page<Metric> history(String run, String key, Page.Window window) {
        return Page.of(
                handle.createQuery(
                                """
                                SELECT * FROM tracking_metric WHERE run = :run AND key = :key
                                ORDER BY logged_at, step, value LIMIT :limit OFFSET :start\
                                """)
                        .bind("run", run)
                        .bind("key", key)
                        .bind("limit", window.size() + 1)
                        .bind("start", window.start())
                        .map(RunDataTable::readMetric)
                        .list(),
                window);
    }

    /// Adds points; a point that is there already is left alone, so that a client may send twice.
    void addMetrics(String run, List<Metric> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        "INSERT OR IGNORE INTO tracking_metric VALUES (:run, :key, :step, :at, :value, :nan)");
        for (Metric metric : metrics) {
            checkKey(metric.key());
            boolean nan = Double.isNaN(metric.value());
            batch.bind("run", run)
                    .bind("key", metric.key())
                    .bind("step", metric.step())
                    .bind("at", metric.timestamp())
                    .bind("value", nan ? 0 : metric.value())
                    .bind("nan", nan)
                    .add();
        }
        batch.execute();
    }

    /// Adds parameters, which never change: the same value again is fine, another one is refused.
    void addParams(String run, List<KeyValue> params) {
        for (KeyValue param : params) {
            checkLength("parameter", param, PARAM_LENGTH);
            handle.execute(
                    "INSERT OR IGNORE INTO tracking_param VALUES (?, ?, ?)",
                    run,
                    param.key(),
                    param.value());
            String kept = param(run, param.key()).orElse(param.value());
            if (!kept.equals(param.value())) {
                throw TrackingException.invalid(
                        "the parameter \"%s\" of run \"%s\" is \"%s\" already and cannot become \"%s\"; log another key, or start a new run"
                                .formatted(param.key(), run, kept, param.value()));
            }
        }
    }

    void setTags(String run, List<KeyValue> tags) {
        for (KeyValue tag : tags) {
            checkLength("tag", tag, TAG_LENGTH);
            handle.execute(
                    "INSERT OR REPLACE INTO tracking_tag VALUES (?, ?, ?)",
                    run,
                    tag.key(),
                    tag.value());
        }
    }

    boolean removeTag(String run, String key) {
        return handle.execute("DELETE FROM tracking_tag WHERE run = ? AND key = ?", run, key) > 0;
    }

    void addDatasets(String run, List<String> datasets) {
        datasets.forEach(each ->
                handle.execute("INSERT OR IGNORE INTO tracking_input VALUES (?, ?)", run, each));
    }

    private Optional<String> param(String run, String key) {
        return handle.createQuery(
                        "SELECT value FROM tracking_param WHERE run = :run AND key = :key")
                .bind("run", run)
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    private List<KeyValue> pairs(String table, String run) {
        return handle.createQuery(
                        "SELECT key, value FROM " + table + " WHERE run = :run ORDER BY key")
                .bind("run", run)
                .map((row, _) -> new KeyValue(row.getString("key"), row.getString("value")))
                .list();
    }

    private static Metric readMetric(ResultSet row, StatementContext context) throws SQLException {
        double value = row.getBoolean("nan") ? Double.NaN : row.getDouble("value");
        return new Metric(
                row.getString("key"), value, row.getLong("logged_at"), row.getLong("step"));
    }

    private static void checkLength(String what, KeyValue pair, int most) {
        checkKey(pair.key());
        if (pair.value().length() > most) {
            throw TrackingException.invalid(
                    "the value of %s \"%s\" has %d characters; at most %d are kept"
                            .formatted(what, pair.key(), pair.value().length(), most));
        }
    }

    private static void checkKey(String key) {
        if (key.isBlank() || key.length() > KEY_LENGTH) {
            throw TrackingException.invalid(
                    "the key \"%s\" has %d characters; it must have 1 to %d"
                            .formatted(key, key.length(), KEY_LENGTH));
        }
    }
}
