package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.TrackingException.Code;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Experiments in the database.
record ExperimentTable(Handle handle) {

    long create(String name, List<KeyValue> tags, long now) {
        Optional<Experiment> present = byName(name);
        if (present.isPresent()) {
            throw new TrackingException(
                    Code.RESOURCE_ALREADY_EXISTS,
                    "the experiment \"%s\" is there already, with the id %d"
                            .formatted(name, present.get().id()));
        }
        long id =
                handle.createUpdate(
                                "INSERT INTO tracking_experiment (name, created_at, updated_at) VALUES (:name, :now, :now)")
                        .bind("name", name)
                        .bind("now", now)
                        .executeAndReturnGeneratedKeys("id")
                        .mapTo(Long.class)
                        .one();
        for (KeyValue tag : tags) {
            handle.execute(
                    "INSERT OR REPLACE INTO tracking_experiment_tag VALUES (?, ?, ?)",
                    id,
                    tag.key(),
                    tag.value());
        }
        return id;
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

    Page<Experiment> search(View view, Page.Window window) {
        return Page.of(
                handle.createQuery(
                                "SELECT * FROM tracking_experiment WHERE "
                                        + view.condition()
                                        + " ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :start")
                        .bind("limit", window.size() + 1)
                        .bind("start", window.start())
                        .map(this::read)
                        .list(),
                window);
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
