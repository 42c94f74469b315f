package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.Page;
import dev.plumbline.local.tracking.protocol.TrackingException;
import dev.plumbline.local.tracking.protocol.TrackingException.Code;
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

/// The models of a workspace in the database: those that are assets, and those that someone
/// announced and that have no version yet.
record ModelTable(Handle handle, String workspace) {
    private static final String ALIASES = "tracking_model_alias";
    private static final List<String> TABLES =
            List.of(
                    "tracking_model",
                    "tracking_model_tag",
                    ALIASES,
                    "tracking_model_version",
                    "tracking_model_version_tag");

    private static final Searchable SEARCHED =
            new Searchable(
                    Map.of(
                            "name",
                            Attribute.text("m.name"),
                            "creation_timestamp",
                            Attribute.number("m.created_at").forOrderAlone(),
                            "timestamp",
                            Attribute.number("m.updated_at").forOrderAlone(),
                            "last_updated_timestamp",
                            Attribute.number("m.updated_at").forOrderAlone()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                            new Pairs(
                                    "tracking_model_tag",
                                    "x.workspace = m.workspace AND x.name = m.name")),
                    Map.of());

    private Sql models() {
        return Sql.of(
                """
                SELECT m.* FROM (
                    SELECT ? AS workspace, n.name, coalesce(t.description, '') AS description,
                        coalesce(t.created_at, v.oldest) AS created_at,
                        max(coalesce(t.updated_at, 0), coalesce(v.newest, 0)) AS updated_at
                    FROM (SELECT name FROM asset WHERE workspace = ? AND kind = 'model' AND NOT archived
                          UNION SELECT name FROM tracking_model WHERE workspace = ?) n
                    LEFT JOIN tracking_model t ON t.workspace = ? AND t.name = n.name
                    LEFT JOIN (
                        SELECT name, min(%1$s) AS oldest, max(%1$s) AS newest
                        FROM asset_version WHERE workspace = ? AND kind = 'model' GROUP BY name) v
                        ON v.name = n.name) m WHERE 1 = 1\
                """
                        .formatted(VersionTable.CREATED),
                workspace,
                workspace,
                workspace,
                workspace,
                workspace);
    }

    Optional<RegisteredModel> find(String name) {
        return models().then(" AND m.name = ?", name).query(handle).map(ModelTable::read).findOne();
    }

    RegisteredModel get(String name) {
        return find(name)
                .orElseThrow(() ->
                        TrackingException.missing(
                                "Registered Model with name=%s not found in the workspace %s"
                                        .formatted(name, workspace)));
    }

    Page<RegisteredModel> search(String filter, List<String> order, Page.Window window) {
        Sql sql =
                models().then(SEARCHED.filter(filter))
                        .then(" ORDER BY ")
                        .then(SEARCHED.order(order, "m.name"))
                        .then(" LIMIT ? OFFSET ?", window.size() + 1, window.start());
        return Page.of(sql.query(handle).map(ModelTable::read).list(), window);
    }

    void create(String name, String description, List<KeyValue> tags, long now) {
        if (find(name).isPresent()) {
            throw taken(name);
        }
        handle.execute(
                "INSERT INTO tracking_model VALUES (?, ?, ?, ?, ?)",
                workspace,
                name,
                description,
                now,
                now);
        tags.forEach(tag -> setTag(name, tag));
    }

    void describe(String name, String description, long now) {
        handle.execute(
                """
                INSERT INTO tracking_model VALUES (?, ?, ?, ?, ?) ON CONFLICT (workspace, name)
                DO UPDATE SET description = excluded.description, updated_at = excluded.updated_at\
                """,
                workspace,
                name,
                description,
                get(name).createdAt(),
                now);
    }

    void rename(String name, String newName) {
        if (find(newName).isPresent()) {
            throw taken(newName);
        }
        for (String table : TABLES) {
            handle.execute(
                    "UPDATE " + table + " SET name = ? WHERE workspace = ? AND name = ?",
                    newName,
                    workspace,
                    name);
        }
    }

    /// Forgets a model; its versions stay as assets, hidden from here.
    void delete(String name, long now) {
        new VersionTable(handle, workspace)
                .versions(name)
                .forEach(version ->
                        new VersionTable(handle, workspace).hide(name, version.version(), now));
        for (String table : List.of("tracking_model", "tracking_model_tag", ALIASES)) {
            handle.execute(
                    "DELETE FROM " + table + " WHERE workspace = ? AND name = ?", workspace, name);
        }
    }

    void setTag(String name, KeyValue tag) {
        handle.execute(
                "INSERT OR REPLACE INTO tracking_model_tag VALUES (?, ?, ?, ?)",
                workspace,
                name,
                tag.key(),
                tag.value());
    }

    void removeTag(String name, String key) {
        handle.execute(
                "DELETE FROM tracking_model_tag WHERE workspace = ? AND name = ? AND key = ?",
                workspace,
                name,
                key);
    }

    List<KeyValue> tags(String name) {
        return pairs("SELECT key, value FROM tracking_model_tag", name);
    }

    void setAlias(String name, String alias, String version) {
        handle.execute(
                "INSERT OR REPLACE INTO " + ALIASES + " VALUES (?, ?, ?, ?)",
                workspace,
                name,
                alias,
                version);
    }

    void removeAlias(String name, String alias) {
        handle.execute(
                "DELETE FROM " + ALIASES + " WHERE workspace = ? AND name = ? AND alias = ?",
                workspace,
                name,
                alias);
    }

    /// Each alias with its version.
    List<KeyValue> aliases(String name) {
        return pairs("SELECT alias AS key, version AS value FROM " + ALIASES, name);
    }

    private List<KeyValue> pairs(String select, String name) {
        return handle.createQuery(
                        select + " WHERE workspace = :workspace AND name = :name ORDER BY 1")
                .bind("workspace", workspace)
                .bind("name", name)
                .map((row, _) -> new KeyValue(row.getString("key"), row.getString("value")))
                .list();
    }

    private static TrackingException taken(String name) {
        return new TrackingException(
                Code.RESOURCE_ALREADY_EXISTS,
                "Registered Model (name=%s) already exists".formatted(name));
    }

    private static RegisteredModel read(ResultSet row, StatementContext context)
            throws SQLException {
        return new RegisteredModel(
                row.getString("name"),
                row.getString("description"),
                row.getLong("created_at"),
                row.getLong("updated_at"));
    }
}
