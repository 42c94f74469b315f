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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The tables `service` and `endpoint_key`. They are read once: nobody else writes them, since a
/// data directory has one user at a time.
final class ServiceStore {
    private static final Comparator<ResourceId> BY_KIND_AND_NAME =
            Comparator.comparing((ResourceId id) -> id.kind().word())
                    .thenComparing(ResourceId::name);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private Optional<Kept> kept = Optional.empty();

    ServiceStore(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /// What the tables hold.
    private record Kept(SortedMap<ResourceId, Service> services, Map<String, Keys> keys) {}

    /// In order of kind and name.
    synchronized List<Service> all() {
        return List.copyOf(kept().services().values());
    }

    synchronized Optional<Service> find(ResourceId id) {
        return Optional.ofNullable(kept().services().get(id));
    }

    private Kept kept() {
        Kept known = kept.orElseGet(() -> jdbi.withHandle(ServiceStore::read));
        kept = Optional.of(known);
        return known;
    }

    private static Kept read(Handle handle) {
        SortedMap<ResourceId, Service> services = new TreeMap<>(BY_KIND_AND_NAME);
        handle.createQuery("SELECT * FROM service")
                .map((row, _) -> read(row))
                .forEach(service -> services.put(service.id(), service));
        Map<String, Keys> keys = new HashMap<>();
        handle.createQuery("SELECT endpoint, primary_key, secondary_key FROM endpoint_key")
                .map((row, _) -> Map.entry(row.getString(1), keys(row)))
                .forEach(each -> keys.put(each.getKey(), each.getValue()));
        return new Kept(services, keys);
    }

    private static Keys keys(ResultSet row) throws SQLException {
        return new Keys(row.getString("primary_key"), row.getString("secondary_key"));
    }

    /// Keeps a service in the place of what was there. An endpoint gets its keys with its first
    /// row.
    synchronized void put(Service service) {
        Kept known = kept();
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
        known.services().put(service.id(), stored(service.id()));
        if (service.id().kind() == Kind.ONLINE_ENDPOINT) {
            known.keys().put(service.id().name(), storedKeys(service.id().name()));
        }
    }

    private Service stored(ResourceId id) {
        return jdbi.withHandle(handle ->
                handle.createQuery("SELECT * FROM service WHERE kind = :kind AND name = :name")
                        .bind("kind", id.kind().word())
                        .bind("name", id.name())
                        .map((row, _) -> read(row))
                        .one());
    }

    /// Removes a service; an endpoint goes with its deployments, its traffic and its keys.
    synchronized void delete(ResourceId id) {
        Kept known = kept();
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
        if (id.kind() == Kind.ONLINE_ENDPOINT) {
            known.services().keySet().removeIf(each -> each.endpoint().equals(id.name()));
            known.keys().remove(id.name());
        } else {
            known.services().remove(id);
        }
    }

    synchronized Optional<Keys> keys(String endpoint) {
        return Optional.ofNullable(kept().keys().get(endpoint));
    }

    private Keys storedKeys(String endpoint) {
        return jdbi.withHandle(handle ->
                handle.createQuery(
                                "SELECT primary_key, secondary_key FROM endpoint_key WHERE endpoint = :endpoint")
                        .bind("endpoint", endpoint)
                        .map((row, _) -> keys(row))
                        .one());
    }

    synchronized void putKeys(String endpoint, Keys keys) {
        Kept known = kept();
        jdbi.useTransaction(handle ->
                handle.execute(
                        "UPDATE endpoint_key SET primary_key = ?, secondary_key = ? WHERE endpoint = ?",
                        keys.primary(),
                        keys.secondary(),
                        endpoint));
        known.keys().put(endpoint, keys);
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
