package dev.plumbline.local.endpoints;

import dev.plumbline.local.endpoints.Service.ServedModel;
import dev.plumbline.local.store.FieldsJson;
import dev.plumbline.local.store.OwnerJson;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The tables `service` and `endpoint_key`.
final class ServiceStore {
    private final Jdbi jdbi;
    private final InstantSource clock;

    ServiceStore(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    List<Service> all() {
        return jdbi.withHandle(handle ->
                handle.createQuery("SELECT * FROM service ORDER BY kind, name")
                        .map((row, _) -> read(row))
                        .list());
    }

    Optional<Service> find(ResourceId id) {
        return jdbi.withHandle(handle ->
                handle.createQuery("SELECT * FROM service WHERE kind = :kind AND name = :name")
                        .bind("kind", id.kind().word())
                        .bind("name", id.name())
                        .map((row, _) -> read(row))
                        .findOne());
    }

    /// Keeps a service in the place of what was there. An endpoint gets its keys with its first
    /// row.
    void put(Service service) {
        jdbi.useTransaction(handle -> {
            write(handle, service);
            if (service.id().kind() == Kind.ONLINE_ENDPOINT) {
                Keys keys = Keys.random();
                handle.createUpdate(
                                """
                                INSERT INTO endpoint_key (endpoint, primary_key, secondary_key)
                                VALUES (:endpoint, :primary, :secondary) ON CONFLICT (endpoint) DO NOTHING
                                """)
                        .bind("endpoint", service.id().name())
                        .bind("primary", keys.primary())
                        .bind("secondary", keys.secondary())
                        .execute();
            }
        });
    }

    /// Removes a service; an endpoint goes with its deployments, its traffic and its keys.
    void delete(ResourceId id) {
        jdbi.useTransaction(handle -> {
            if (id.kind() == Kind.ONLINE_ENDPOINT) {
                handle.execute("DELETE FROM service WHERE endpoint = ?", id.name());
                handle.execute("DELETE FROM endpoint_key WHERE endpoint = ?", id.name());
            } else {
                handle.execute(
                        "DELETE FROM service WHERE kind = ? AND name = ?",
                        id.kind().word(),
                        id.name());
            }
        });
    }

    Optional<Keys> keys(String endpoint) {
        return jdbi.withHandle(handle ->
                handle.createQuery(
                                "SELECT primary_key, secondary_key FROM endpoint_key WHERE endpoint = :endpoint")
                        .bind("endpoint", endpoint)
                        .map((row, _) -> new Keys(row.getString(1), row.getString(2)))
                        .findOne());
    }

    void putKeys(String endpoint, Keys keys) {
        jdbi.useTransaction(handle ->
                handle.execute(
                        "UPDATE endpoint_key SET primary_key = ?, secondary_key = ? WHERE endpoint = ?",
                        keys.primary(),
                        keys.secondary(),
                        endpoint));
    }

    private void write(Handle handle, Service service) {
        handle.createUpdate(
                        """
                        INSERT OR REPLACE INTO service
                            (kind, name, endpoint, fields, owner, changed_by, changed_at, artifact, model_name, model_version)
                        VALUES (:kind, :name, :endpoint, :fields, :owner, :changed_by, :changed_at, :artifact, :model_name,
                                :model_version)
                        """)
                .bind("kind", service.id().kind().word())
                .bind("name", service.id().name())
                .bind("endpoint", service.id().endpoint())
                .bind("fields", FieldsJson.write(service.fields()))
                .bind("owner", service.owner().map(OwnerJson::write).orElse(null))
                .bind("changed_by", service.changedBy())
                .bind("changed_at", clock.instant().toString())
                .bind(
                        "artifact",
                        service.model().map(model -> model.artifact().value()).orElse(null))
                .bind("model_name", service.model().map(ServedModel::name).orElse(null))
                .bind("model_version", service.model().map(ServedModel::version).orElse(null))
                .execute();
    }

    private static Service read(ResultSet row) throws SQLException {
        String name = row.getString("model_name");
        String version = row.getString("model_version");
        Optional<ServedModel> model =
                Optional.ofNullable(row.getString("artifact"))
                        .map(artifact -> new ServedModel(new Digest(artifact), name, version));
        return new Service(
                ResourceId.parse(row.getString("kind") + "/" + row.getString("name")),
                FieldsJson.read(row.getString("fields")),
                Optional.ofNullable(row.getString("owner")).map(OwnerJson::read),
                row.getString("changed_by"),
                model);
    }
}
