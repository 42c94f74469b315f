package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.Page;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.protocol.TrackingException.Code;
import dev.plumbline.local.tracking.protocol.View;
import dev.plumbline.local.tracking.search.Searchable;
import dev.plumbline.local.tracking.search.Searchable.Attribute;
import dev.plumbline.local.tracking.search.Searchable.Pairs;
import dev.plumbline.local.tracking.search.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Experiments in the database.
record ExperimentTable(Handle handle) {
    private static final Searchable SEARCHED =
            new Searchable(
                    Map.of(
                            "name", Attribute.text("e.name"),
                            "experiment_id", Attribute.text("e.id"),
                            "creation_time", Attribute.number("e.created_at"),
                            "last_update_time", Attribute.number("e.updated_at")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Pairs("tracking_experiment_tag", "x.experiment = e.id")),
                    Map.of());

    long create(String name, List<KeyValue> tags, long now) {
        Optional<Experiment> present = byName(name);
        if (present.isPresent()) {
            throw taken(present.get());
        }
        long id =
                handle.createUpdate(
                                "INSERT INTO tracking_experiment (name, created_at, updated_at) VALUES (:name, :now, :now)")
                        .bind("name", name)
                        .bind("now", now)
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one();
        tags.forEach(tag -> setTag(id, tag, now));
        return id;
    }

    void setTag(long id, KeyValue tag, long now) {
        handle.execute(
                "INSERT OR REPLACE INTO tracking_experiment_tag VALUES (?, ?, ?)",
                id,
                tag.key(),
                tag.value());
        touch(id, now);
    }

    boolean removeTag(long id, String key, long now) {
        touch(id, now);
        return handle.execute(
                        "DELETE FROM tracking_experiment_tag WHERE experiment = ? AND key = ?",
                        id,
                        key)
                > 0;
    }

    void rename(long id, String name, long now) {
        Optional<Experiment> present = byName(name);
        if (present.isPresent() && present.get().id() != id) {
            throw taken(present.get());
        }
        handle.execute("UPDATE tracking_experiment SET name = ? WHERE id = ?", name, id);
        touch(id, now);
    }

    /// Deletes or restores an experiment, with its runs.
    void setActive(long id, boolean active, long now) {
        handle.execute("UPDATE tracking_experiment SET active = ? WHERE id = ?", active, id);
        handle.execute("UPDATE tracking_run SET active = ? WHERE experiment = ?", active, id);
        touch(id, now);
    }

    private void touch(long id, long now) {
        handle.execute("UPDATE tracking_experiment SET updated_at = ? WHERE id = ?", now, id);
    }

    private static TrackingException taken(Experiment present) {
        return new TrackingException(
                Code.RESOURCE_ALREADY_EXISTS,
                "the experiment \"%s\" is there already, with the id %d"
                        .formatted(present.name(), present.id()));
    }

    Optional<Experiment> byName(String name) {
        return handle.createQuery("SELECT * FROM tracking_experiment WHERE name = :name")
                .bind("name", name)
                .map(this::read)
                .findOne();
    }

    Experiment get(long id) {
        return handle.createQuery("SELECT * FROM tracking_experiment WHERE id = :id")
                .bind("id", id)
                .map(this::read)
                .findOne()
                .orElseThrow(() ->
                        TrackingException.missing("there is no experiment with the id " + id));
    }

    /// An experiment that runs may be added to.
    Experiment active(long id) {
        Experiment experiment = get(id);
        if (!experiment.active()) {
            throw TrackingException.invalid(
                    "the experiment \"%s\" is deleted; restore it before adding to it"
                            .formatted(experiment.name()));
        }
        return experiment;
    }

    Page<Experiment> search(String filter, View view, List<String> order, Page.Window window) {
        Sql sql =
                Sql.of("SELECT e.* FROM tracking_experiment e WHERE " + view.condition("e"))
                        .then(SEARCHED.filter(filter))
                        .then(" ORDER BY ")
                        .then(SEARCHED.order(order, "e.created_at DESC, e.id DESC"))
                        .then(" LIMIT ? OFFSET ?", window.size() + 1, window.start());
        return Page.of(sql.query(handle).map(this::read).list(), window);
    }

    private Experiment read(ResultSet row, StatementContext context) throws SQLException {
        long id = row.getLong("id");
        List<KeyValue> tags =
                handle.createQuery(
                                "SELECT key, value FROM tracking_experiment_tag WHERE experiment = :id ORDER BY key")
                        .bind("id", id)
                        .map((tag, _) -> new KeyValue(tag.getString("key"), tag.getString("value")))
                        .list();
        return new Experiment(
                id,
                row.getString("name"),
                row.getBoolean("active"),
                row.getLong("created_at"),
                row.getLong("updated_at"),
                tags);
    }
}
