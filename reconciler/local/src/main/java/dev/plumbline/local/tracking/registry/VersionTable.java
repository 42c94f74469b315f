package dev.plumbline.local.tracking.registry;

import dev.plumbline.local.tracking.protocol.KeyValue;
import dev.plumbline.local.tracking.protocol.Page;
import dev.plumbline.local.tracking.protocol.TrackingException;
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

/// The versions of a workspace's models in the database: assets, with what MLflow knows beyond
/// them.
record VersionTable(Handle handle, String workspace) {
    /// When an asset's version was registered, in milliseconds.
    static final String CREATED = "CAST(round(unixepoch(created_at, 'subsec') * 1000) AS INTEGER)";

    private static final String TAGS =
            """
            (SELECT workspace, name, version, key, value FROM tracking_model_version_tag UNION ALL
             SELECT a.workspace, a.name, a.version, j.key, j.value FROM asset_version a, json_each(a.spec, '$.tags') j
             WHERE a.kind = 'model')\
            """;

    private static final Searchable SEARCHED =
            new Searchable(
                    Map.of(
                            "name", Attribute.text("v.name"),
                            "version_number", Attribute.number("v.number"),
                            "run_id", Attribute.text("v.run_id"),
                            "source_path", Attribute.text("v.source"),
                            "creation_timestamp", Attribute.number("v.created_ms").forOrderAlone(),
                            "last_updated_timestamp",
                                    Attribute.number("v.updated_ms").forOrderAlone()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(
                            new Pairs(
                                    TAGS,
                                    "x.workspace = v.workspace AND x.name = v.name AND x.version = v.version")),
                    Map.of());

    // A job's declared output has no row of MLflow's; its run is that of the job.
    private Sql all() {
        return Sql.of(
                """
                SELECT v.* FROM (
                    SELECT a.position, a.workspace, a.name, a.version, a.number,
                        coalesce(n.stage, 'None') AS stage,
                        coalesce(n.description, json_extract(a.spec, '$.description'), '') AS description,
                        coalesce(nullif(n.source, ''), a.external,
                            'azureml://jobs/' || a.run || '/outputs/' || a.output, json_extract(a.spec, '$.path."$content".path'), '') AS source,
                        coalesce(nullif(n.run, ''), (
                            SELECT t.id FROM tracking_run t WHERE t.job_run = a.run AND t.id = t.tree), '') AS run_id,
                        coalesce(n.run_link, '') AS run_link, coalesce(n.model, '') AS model,
                        a.owner IS NOT NULL AS declared,
                        %1$s AS created_ms, coalesce(n.updated_at, %1$s) AS updated_ms
                    FROM asset_version a LEFT JOIN tracking_model_version n
                        ON n.workspace = a.workspace AND n.name = a.name AND n.version = a.version
                    WHERE a.workspace = ? AND a.kind = 'model' AND NOT coalesce(n.deleted, 0)) v WHERE 1 = 1\
                """
                        .formatted(CREATED),
                workspace);
    }

    Optional<ModelVersion> find(String name, String version) {
        return all().then(" AND v.name = ? AND v.version = ?", name, version)
                .query(handle)
                .map(VersionTable::read)
                .findOne();
    }

    ModelVersion get(String name, String version) {
        return find(name, version)
                .orElseThrow(() ->
                        TrackingException.missing(
                                "Model Version (name=%s, version=%s) not found in the workspace %s"
                                        .formatted(name, version, workspace)));
    }

    /// The versions of a model, newest first.
    List<ModelVersion> versions(String name) {
        return all().then(" AND v.name = ? ORDER BY v.position DESC", name)
                .query(handle)
                .map(VersionTable::read)
                .list();
    }

    Page<ModelVersion> search(String filter, List<String> order, Page.Window window) {
        Sql sql =
                all().then(SEARCHED.filter(filter))
                        .then(" ORDER BY ")
                        .then(SEARCHED.order(order, "v.name, v.position DESC"))
                        .then(" LIMIT ? OFFSET ?", window.size() + 1, window.start());
        return Page.of(sql.query(handle).map(VersionTable::read).list(), window);
    }

    /// Notes where a version that was registered comes from.
    ///
    /// @param tree of the job whose script registered it
    void note(ModelVersion version, Optional<String> tree) {
        handle.createUpdate(
                        """
                        INSERT OR REPLACE INTO tracking_model_version
                            (workspace, name, version, run, run_link, model, source, tree, description, updated_at)
                        VALUES (:workspace, :name, :version, :run, :link, :model, :source, :tree, :description, :now)\
                        """)
                .bind("workspace", workspace)
                .bind("name", version.name())
                .bind("version", version.version())
                .bind("run", version.run())
                .bind("link", version.runLink())
                .bind("model", version.model())
                .bind("source", version.source())
                .bind("tree", tree)
                .bind("description", version.description())
                .bind("now", version.updatedAt())
                .execute();
    }

    void describe(String name, String version, String description, long now) {
        change(name, version, "description", description, now);
    }

    void setStage(String name, String version, String stage, long now) {
        change(name, version, "stage", stage, now);
    }

    /// Hides a version from MLflow. As an asset it stays, for those that refer to it.
    void hide(String name, String version, long now) {
        change(name, version, "deleted", true, now);
        handle.execute(
                "DELETE FROM tracking_model_alias WHERE workspace = ? AND name = ? AND version = ?",
                workspace,
                name,
                version);
    }

    private void change(String name, String version, String column, Object value, long now) {
        handle.execute(
                """
                INSERT INTO tracking_model_version (workspace, name, version, %1$s, updated_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (workspace, name, version)
                DO UPDATE SET %1$s = excluded.%1$s, updated_at = excluded.updated_at\
                """
                        .formatted(column),
                workspace,
                name,
                version,
                value,
                now);
    }

    void setTag(String name, String version, KeyValue tag) {
        handle.execute(
                "INSERT OR REPLACE INTO tracking_model_version_tag VALUES (?, ?, ?, ?, ?)",
                workspace,
                name,
                version,
                tag.key(),
                tag.value());
    }

    void removeTag(String name, String version, String key) {
        handle.execute(
                "DELETE FROM tracking_model_version_tag WHERE workspace = ? AND name = ? AND version = ? AND key = ?",
                workspace,
                name,
                version,
                key);
    }

    List<KeyValue> tags(String name, String version) {
        return handle.createQuery(
                        "SELECT key, value FROM "
                                + TAGS
                                + " x WHERE workspace = :workspace AND name = :name AND version = :version ORDER BY key")
                .bind("workspace", workspace)
                .bind("name", name)
                .bind("version", version)
                .map((row, _) -> new KeyValue(row.getString("key"), row.getString("value")))
                .list();
    }

    /// The job whose script registered a version.
    Optional<String> tree(String name, String version) {
        return handle.createQuery(
                        """
                        SELECT tree FROM tracking_model_version
                        WHERE workspace = :workspace AND name = :name AND version = :version AND tree IS NOT NULL\
                        """)
                .bind("workspace", workspace)
                .bind("name", name)
                .bind("version", version)
                .mapTo(String.class)
                .findOne();
    }

    private static ModelVersion read(ResultSet row, StatementContext context) throws SQLException {
        return new ModelVersion(
                row.getString("name"),
                row.getString("version"),
                row.getString("stage"),
                row.getString("description"),
                row.getString("source"),
                row.getString("run_id"),
                row.getString("run_link"),
                row.getString("model"),
                row.getBoolean("declared"),
                row.getLong("created_ms"),
                row.getLong("updated_ms"));
    }
}
