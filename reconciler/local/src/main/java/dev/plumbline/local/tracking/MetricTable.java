package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.Metric;
import dev.plumbline.local.tracking.protocol.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// The metrics of runs, in the database: every point, and the latest of each.
record MetricTable(Handle handle) {

    /// Adds points; a point that is there already is left alone, so that a client may send twice.
    void add(String run, List<Metric> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        PreparedBatch points =
                handle.prepareBatch(
                        "INSERT OR IGNORE INTO tracking_metric VALUES (?, ?, ?, ?, ?, ?)");
        Map<String, Metric> latest = new HashMap<>();
        for (Metric metric : metrics) {
            RunDataTable.checkKey(metric.key());
            bind(points, run, metric);
            latest.merge(metric.key(), metric, (one, other) -> other.isAfter(one) ? other : one);
        }
        points.execute();
        PreparedBatch upserts =
                handle.prepareBatch(
                        """
                        INSERT INTO tracking_latest_metric VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (run, key) DO UPDATE SET
                            step = excluded.step, logged_at = excluded.logged_at,
                            value = excluded.value, nan = excluded.nan
                        WHERE (excluded.step, excluded.logged_at, excluded.value, excluded.nan)
                            > (step, logged_at, value, nan)\
                        """);
        latest.values().forEach(metric -> bind(upserts, run, metric));
        upserts.execute();
    }

    /// The latest point of each metric, in order of key.
    List<Metric> latest(String run) {
        return handle.createQuery(
                        "SELECT * FROM tracking_latest_metric WHERE run = :run ORDER BY key")
                .bind("run", run)
                .map(MetricTable::read)
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
                        .map(MetricTable::read)
                        .list(),
                window);
    }

    /// The steps of a metric from one to another, in order.
    List<Long> steps(List<String> runs, String key, long from, long to) {
        return handle.createQuery(
                        """
                        SELECT DISTINCT step FROM tracking_metric
                        WHERE run IN (<runs>) AND key = :key AND step BETWEEN :from AND :to ORDER BY step\
                        """)
                .bindList("runs", runs)
                .bind("key", key)
                .bind("from", from)
                .bind("to", to)
                .mapTo(Long.class)
                .list();
    }

    /// The points of a metric at some steps, in order of step.
    List<Metric> at(String run, String key, List<Long> steps) {
        return handle.createQuery(
                        """
                        SELECT * FROM tracking_metric WHERE run = :run AND key = :key AND step IN (<steps>)
                        ORDER BY step, logged_at, value\
                        """)
                .bind("run", run)
                .bind("key", key)
                .bindList("steps", steps)
                .map(MetricTable::read)
                .list();
    }

    private static void bind(PreparedBatch batch, String run, Metric metric) {
        boolean nan = Double.isNaN(metric.value());
        batch.bind(0, run)
                .bind(1, metric.key())
                .bind(2, metric.step())
                .bind(3, metric.timestamp())
                .bind(4, nan ? 0 : metric.value())
                .bind(5, nan)
                .add();
    }

    private static Metric read(ResultSet row, StatementContext context) throws SQLException {
        double value = row.getBoolean("nan") ? Double.NaN : row.getDouble("value");
        return new Metric(
                row.getString("key"), value, row.getLong("logged_at"), row.getLong("step"));
    }
}
