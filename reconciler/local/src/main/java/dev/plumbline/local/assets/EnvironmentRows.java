package dev.plumbline.local.assets;

import dev.plumbline.platform.Health;
import dev.plumbline.resource.VersionedId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/// The rows of `environment_build` of one workspace. They are read once: nobody else writes them,
/// since a data directory has one user at a time.
final class EnvironmentRows {
    private final Jdbi jdbi;
    private final String workspace;
    private final Map<VersionedId, Optional<Row>> known = new ConcurrentHashMap<>();

    EnvironmentRows(Jdbi jdbi, String workspace) {
        this.jdbi = jdbi;
        this.workspace = workspace;
    }

    /// How the last build of a version went, and what it resolved as `name==version` lines.
    record Row(Standing standing, List<String> lock) {
        Row {
            lock = List.copyOf(lock);
        }
    }

    Optional<Row> find(VersionedId id) {
        return known.computeIfAbsent(id, this::read);
    }

    private Optional<Row> read(VersionedId id) {
        return jdbi.withHandle(handle ->
                handle.createQuery(
                                """
                                SELECT state, message, lock FROM environment_build
                                WHERE workspace = :workspace AND name = :name AND version = :version
                                """)
                        .bind("workspace", workspace)
                        .bind("name", id.id().name())
                        .bind("version", id.version())
                        .map((row, _) ->
                                new Row(
                                        new Standing(
                                                Health.valueOf(row.getString("state")),
                                                row.getString("message")),
                                        row.getString("lock").lines().toList()))
                        .findOne());
    }

    boolean isHealthy(VersionedId id) {
        return find(id).filter(row -> row.standing().health() == Health.HEALTHY).isPresent();
    }

    void put(VersionedId id, Health state, String message, List<String> lock) {
        jdbi.useTransaction(handle ->
                handle.createUpdate(
                                """
                                INSERT INTO environment_build (workspace, name, version, state, message, lock)
                                VALUES (:workspace, :name, :version, :state, :message, :lock)
                                ON CONFLICT (workspace, name, version)
                                DO UPDATE SET state = :state, message = :message, lock = :lock
                                """)
                        .bind("workspace", workspace)
                        .bind("name", id.id().name())
                        .bind("version", id.version())
                        .bind("state", state.name())
                        .bind("message", message)
                        .bind("lock", String.join("\n", lock))
                        .execute());
        known.put(id, Optional.of(new Row(new Standing(state, message), lock)));
    }
}
