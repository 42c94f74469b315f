package dev.plumbline.local.assets;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.store.FieldsJson;
import dev.plumbline.local.store.OwnerJson;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The rows of `asset_version`.
final class AssetRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Double>> METRICS = new TypeReference<>() {};
    private static final int LONGEST_NUMBER = 18;

    private AssetRows() {}

    static List<AssetVersion> all(Handle handle, String workspace) {
        return list(
                handle.createQuery(
                                "SELECT * FROM asset_version WHERE workspace = :workspace ORDER BY position")
                        .bind("workspace", workspace));
    }

    static List<AssetVersion> select(Handle handle, String workspace, Kind kind) {
        return list(
                handle.createQuery(
                                "SELECT * FROM asset_version WHERE workspace = :workspace AND kind = :kind ORDER BY position")
                        .bind("workspace", workspace)
                        .bind("kind", kind.word()));
    }

    /// The versions of an asset, oldest first.
    static List<AssetVersion> select(Handle handle, String workspace, ResourceId id) {
        return list(
                handle.createQuery(
                                """
                                SELECT * FROM asset_version
                                WHERE workspace = :workspace AND kind = :kind AND name = :name ORDER BY position
                                """)
                        .bind("workspace", workspace)
                        .bind("kind", id.kind().word())
                        .bind("name", id.name()));
    }

    static Optional<AssetVersion> find(Handle handle, String workspace, VersionedId id) {
        return select(handle, workspace, id.id()).stream()
                .filter(version -> version.id().equals(id))
                .findFirst();
    }

    static Optional<AssetVersion> ofOutput(
            Handle handle, String workspace, AssetVersion.Origin origin) {
        return list(
                        handle.createQuery(
                                        "SELECT * FROM asset_version WHERE workspace = :workspace AND run = :run AND output = :output")
                                .bind("workspace", workspace)
                                .bind("run", origin.run())
                                .bind("output", origin.output()))
                .stream()
                .findFirst();
    }

    /// The next automatic version.
    static long nextNumber(Handle handle, String workspace, ResourceId id) {
        return handle.createQuery(
                        """
                        SELECT coalesce(max(number), 0) + 1 FROM asset_version
                        WHERE workspace = :workspace AND kind = :kind AND name = :name
                        """)
                .bind("workspace", workspace)
                .bind("kind", id.kind().word())
                .bind("name", id.name())
                .mapTo(Long.class)
                .one();
    }

    static void insert(Handle handle, String workspace, AssetVersion version) {
        OptionalLong number = number(version.id().version());
        handle.createUpdate(
                        """
                        INSERT INTO asset_version (workspace, kind, name, version, number, digest, spec, type, artifact, folder, bytes,
                                                   external, owner, run, output, provenance, metrics, created_at)
                        VALUES (:workspace, :kind, :name, :version, :number, :digest, :spec, :type, :artifact, :folder, :bytes,
                                :external, :owner, :run, :output, :provenance, :metrics, :created_at)
                        """)
                .bind("workspace", workspace)
                .bind("kind", version.id().id().kind().word())
                .bind("name", version.id().id().name())
                .bind("version", version.id().version())
                .bind("number", number.isPresent() ? number.getAsLong() : null)
                .bind("digest", version.digest().map(Digest::value).orElse(null))
                .bind("spec", FieldsJson.write(version.spec()))
                .bind("type", version.type())
                .bind(
                        "artifact",
                        version.artifact().map(artifact -> artifact.digest().value()).orElse(null))
                .bind("folder", version.artifact().map(Artifact::folder).orElse(null))
                .bind("bytes", version.artifact().map(Artifact::bytes).orElse(null))
                .bind("external", version.external().orElse(null))
                .bind("owner", version.owner().map(OwnerJson::write).orElse(null))
                .bind("run", version.origin().map(AssetVersion.Origin::run).orElse(null))
                .bind("output", version.origin().map(AssetVersion.Origin::output).orElse(null))
                .bind("provenance", version.provenance().map(ProvenanceJson::write).orElse(null))
                .bind("metrics", JSON.writeValueAsString(version.metrics()))
                .bind("created_at", version.createdAt().toString())
                .execute();
    }

    private static OptionalLong number(String version) {
        boolean integer =
                version.length() <= LONGEST_NUMBER
                        && version.chars().allMatch(sign -> sign >= '0' && sign <= '9');
        return integer ? OptionalLong.of(Long.parseLong(version)) : OptionalLong.empty();
    }

    private static List<AssetVersion> list(Query query) {
        return query.map((row, _) -> read(row)).list();
    }

    private static AssetVersion read(ResultSet row) throws SQLException {
        Kind kind = Kind.ofWord(row.getString("kind")).orElseThrow();
        Optional<String> artifact = text(row, "artifact");
        boolean folder = row.getBoolean("folder");
        long bytes = row.getLong("bytes");
        Optional<String> output = text(row, "output");
        return new AssetVersion(
                new VersionedId(
                        new ResourceId(kind, row.getString("name")), row.getString("version")),
                text(row, "digest").map(Digest::new),
                FieldsJson.read(row.getString("spec")),
                row.getString("type"),
                artifact.map(digest -> new Artifact(new Digest(digest), folder, bytes)),
                text(row, "external"),
                text(row, "owner").map(OwnerJson::read),
                text(row, "run")
                        .flatMap(run -> output.map(named -> new AssetVersion.Origin(run, named))),
                text(row, "provenance").map(ProvenanceJson::read),
                JSON.readValue(row.getString("metrics"), METRICS),
                Instant.parse(row.getString("created_at")));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
