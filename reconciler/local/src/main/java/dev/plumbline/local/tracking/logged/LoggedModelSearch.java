package dev.plumbline.local.tracking.logged;

import dev.plumbline.local.tracking.protocol.MlflowRequest;
import dev.plumbline.local.tracking.protocol.Page;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.search.Searchable;
import dev.plumbline.local.tracking.search.Searchable.Attribute;
import dev.plumbline.local.tracking.search.Searchable.Pairs;
import dev.plumbline.local.tracking.search.Sql;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A search for logged models. Where it names data sets, metrics count on these alone, and models
/// without one on any of them are left out; see `SearchLoggedModelsUtils` of MLflow's
/// `search_utils.py`.
record LoggedModelSearch(
        List<String> experiments,
        String filter,
        List<Sql> datasets,
        List<Order> orders,
        Page.Window window) {
    private static final String METRICS = "tracking_logged_model_metric";
    private static final String NEWEST = "x.logged_at DESC, x.step DESC";
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    /// One term of an order.
    ///
    /// @param dataset which metrics it goes by
    private record Order(String field, boolean ascending, Optional<Sql> dataset) {
        /// The term in the language of the other searches.
        String text() {
            String name =
                    field.startsWith("metrics.")
                            ? "metrics.`" + field.substring("metrics.".length()) + "`"
                            : field;
            return name + (ascending ? " ASC" : " DESC");
        }
    }

    static LoggedModelSearch of(MlflowRequest request) {
        return new LoggedModelSearch(
                request.texts("experiment_ids"),
                request.text("filter").orElse(""),
                request.each(
                        "datasets", each -> dataset(each).orElseThrow(LoggedModelSearch::noName)),
                request.each("order_by", LoggedModelSearch::order),
                request.window(USUAL, MOST));
    }

    Page<LoggedModel> run(Handle handle) {
        if (experiments.isEmpty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        Pairs metrics = metrics(anyOf(datasets));
        Sql sql =
                new Sql(
                        """
                        SELECT m.*, coalesce(t.status = 'RUNNING', 0) AS under_way
                        FROM tracking_logged_model m LEFT JOIN tracking_run t ON t.id = m.tree
                        WHERE m.active AND m.experiment IN (%s)\
                        """
                                .formatted("?, ".repeat(experiments.size() - 1) + "?"),
                        List.copyOf(experiments));
        if (!datasets.isEmpty()) {
            sql =
                    sql.then(" AND EXISTS (SELECT 1 FROM " + METRICS + " x WHERE ")
                            .then(metrics.owner())
                            .then(")");
        }
        sql = sql.then(searched(metrics).filter(filter)).then(" ORDER BY ");
        for (Order order : orders) {
            Searchable ordered = searched(metrics(order.dataset().orElse(anyOf(datasets))));
            sql = sql.then(ordered.order(List.of(order.text()), ""));
        }
        sql =
                sql.then(
                        "m.created_at DESC, m.id LIMIT ? OFFSET ?",
                        window.size() + 1,
                        window.start());
        return Page.of(sql.query(handle).map(LoggedModelTable::read).list(), window);
    }

    private static Searchable searched(Pairs metrics) {
        return new Searchable(
                Map.of(
                        "name", Attribute.text("m.name"),
                        "model_id", Attribute.text("m.id"),
                        "model_type", Attribute.text("m.type"),
                        "status", Attribute.text("replace(m.status, 'LOGGED_MODEL_', '')"),
                        "source_run_id", Attribute.text("m.run"),
                        "creation_timestamp", Attribute.number("m.created_at"),
                        "creation_time", Attribute.number("m.created_at"),
                        "last_updated_timestamp", Attribute.number("m.updated_at"),
                        "last_updated_time", Attribute.number("m.updated_at")),
                Optional.of(metrics),
                Optional.of(new Pairs("tracking_logged_model_param", "x.model = m.id")),
                Optional.of(new Pairs("tracking_logged_model_tag", "x.model = m.id")),
                Map.of());
    }

    private static Pairs metrics(Sql dataset) {
        return new Pairs(METRICS, Sql.of("x.model = m.id AND ").then(dataset), NEWEST);
    }

    private static Sql anyOf(List<Sql> datasets) {
        if (datasets.isEmpty()) {
            return Sql.of("1 = 1");
        }
        Sql any = Sql.of("(").then(datasets.getFirst());
        for (Sql other : datasets.subList(1, datasets.size())) {
            any = any.then(" OR ").then(other);
        }
        return any.then(")");
    }

    private static Optional<Sql> dataset(MlflowRequest request) {
        Optional<String> digest = request.text("dataset_digest").filter(text -> !text.isEmpty());
        Optional<Sql> named =
                request.text("dataset_name")
                        .filter(text -> !text.isEmpty())
                        .map(name -> Sql.of("x.dataset_name = ?", name));
        if (digest.isPresent() && named.isEmpty()) {
            throw noName();
        }
        return named.map(sql ->
                digest.map(text -> Sql.of("(").then(sql).then(" AND x.dataset_digest = ?)", text))
                        .orElse(sql));
    }

    private static TrackingException noName() {
        return TrackingException.invalid(
                "`dataset_name` must be specified; `dataset_digest` can only be given with it.");
    }

    private static Order order(MlflowRequest request) {
        return new Order(
                request.text("field_name")
                        .orElseThrow(() ->
                                TrackingException.invalid(
                                        "`field_name` in the `order_by` clause must be specified.")),
                request.flag("ascending").orElse(true),
                dataset(request));
    }
}
