package dev.plumbline.local.assets;

import dev.plumbline.local.store.FieldsJson;
import dev.plumbline.local.store.OwnerJson;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The versions of every asset of one workspace, in SQLite. A version never changes what it means:
/// only its cosmetic fields do. Registering is idempotent, so that a pass which was interrupted can
/// be made again.
public final class AssetRegistry {
    private final Jdbi jdbi;
    private final InstantSource clock;
    private final String workspace;
    private final ObservedAssets observed = new ObservedAssets(new Rows());

    /// @param workspace the full name, `repository/workspace`
    public AssetRegistry(Jdbi jdbi, InstantSource clock, String workspace) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.workspace = workspace;
    }

    /// Registers a version, or gives the one that is there: for an output of a run the version that
    /// this output became, for a fixed version that one, for an automatic version the newest with
    /// this digest. An archived asset comes back.
    ///
    /// @throws AssetConflictException when the fixed version is there with another digest
    public AssetVersion register(Registration wanted) throws AssetConflictException {
        try {
            return registerRow(wanted);
        } finally {
            observed.written(wanted.id());
        }
    }

    private AssetVersion registerRow(Registration wanted) throws AssetConflictException {
        return jdbi.inTransaction(handle -> {
            Optional<AssetVersion> known = known(handle, wanted);
            handle.createUpdate(
                            """
                            INSERT INTO asset (workspace, kind, name) VALUES (:workspace, :kind, :name)
                            ON CONFLICT (workspace, kind, name) DO UPDATE SET archived = 0
                            """)
                    .bind("workspace", workspace)
                    .bind("kind", wanted.id().kind().word())
                    .bind("name", wanted.id().name())
                    .execute();
            return known.isPresent() ? known.get() : insert(handle, wanted);
        });
    }

    /// The workspaces that have assets.
    public static List<String> workspaces(Jdbi jdbi) {
        return jdbi.withHandle(handle ->
                handle.createQuery("SELECT DISTINCT workspace FROM asset ORDER BY workspace")
                        .mapTo(String.class)
                        .list());
    }

    /// The workspace whose assets these are.
    String workspace() {
        return workspace;
    }

    public Optional<AssetVersion> find(VersionedId id) {
        return jdbi.withHandle(handle -> AssetRows.find(handle, workspace, id));
    }

    /// The versions of an asset, oldest first.
    public List<AssetVersion> versions(ResourceId id) {
        return jdbi.withHandle(handle -> AssetRows.select(handle, workspace, id));
    }

    /// Every version of a kind, in the order in which they were registered.
    public List<AssetVersion> versions(Kind kind) {
        return jdbi.withHandle(handle -> AssetRows.select(handle, workspace, kind));
    }

    /// Replaces the spec of a version by one with the same meaning: other descriptions, other tags.
    /// An archived asset comes back, since it is declared.
    ///
    /// @return whether there is such a version
    public boolean updateFields(VersionedId id, Value.Fields spec, Owner owner) {
        try {
            return updateRow(id, spec, owner);
        } finally {
            observed.written(id.id());
        }
    }

    private boolean updateRow(VersionedId id, Value.Fields spec, Owner owner) {
        return jdbi.inTransaction(handle -> {
            setArchived(handle, id.id(), false);
            return handle.createUpdate(
                                    """
                                    UPDATE asset_version SET spec = :spec, owner = :owner
                                    WHERE workspace = :workspace AND kind = :kind AND name = :name AND version = :version
                                    """)
                            .bind("spec", FieldsJson.write(spec))
                            .bind("owner", OwnerJson.write(owner))
                            .bind("workspace", workspace)
                            .bind("kind", id.id().kind().word())
                            .bind("name", id.id().name())
                            .bind("version", id.version())
                            .execute()
                    > 0;
        });
    }

    /// Gives an asset that nobody declares another name, with its versions.
    public void rename(ResourceId from, ResourceId to) {
        String kind = from.kind().word();
        jdbi.useTransaction(handle -> {
            if (AssetRows.select(handle, workspace, from).isEmpty()) {
                return;
            }
            handle.execute(
                    "INSERT INTO asset (workspace, kind, name) VALUES (?, ?, ?)"
                            + " ON CONFLICT (workspace, kind, name) DO UPDATE SET archived = 0",
                    workspace,
                    kind,
                    to.name());
            handle.execute(
                    "UPDATE asset_version SET name = ? WHERE workspace = ? AND kind = ? AND name = ?",
                    to.name(),
                    workspace,
                    kind,
                    from.name());
            handle.execute(
                    "DELETE FROM asset WHERE workspace = ? AND kind = ? AND name = ?",
                    workspace,
                    kind,
                    from.name());
        });
    }

    /// Archives an asset: its versions stay usable where they are referred to.
    public void archive(ResourceId id) {
        try {
            jdbi.useTransaction(handle -> setArchived(handle, id, true));
        } finally {
            observed.written(id);
        }
    }

    /// Every asset with its versions.
    ///
    /// @param environments how the versions of environments fare; every other version is healthy
    ///   once it is registered
    public Map<ResourceId, Observed> observe(Function<VersionedId, Standing> environments) {
        Map<ResourceId, Observed> found = new LinkedHashMap<>();
        for (Observed.Asset asset : observed.current()) {
            found.put(
                    asset.id(),
                    asset.id().kind() == Kind.ENVIRONMENT ? faring(asset, environments) : asset);
        }
        return found;
    }

    private static Observed.Asset faring(
            Observed.Asset environment, Function<VersionedId, Standing> environments) {
        List<Observed.Version> versions = new ArrayList<>();
        for (Observed.Version each : environment.versions()) {
            Standing standing =
                    environments.apply(new VersionedId(environment.id(), each.version()));
            versions.add(
                    new Observed.Version(
                            each.version(),
                            each.digest(),
                            each.live(),
                            standing.health(),
                            standing.message(),
                            each.owner(),
                            each.run()));
        }
        return new Observed.Asset(environment.id(), versions, environment.archived());
    }

    /// The tables, as they are observed.
    private final class Rows implements ObservedAssets.Source {
        @Override
        public Collection<Observed.Asset> all() {
            Map<ResourceId, List<AssetVersion>> versions = new LinkedHashMap<>();
            Set<ResourceId> archived = new HashSet<>();
            jdbi.useHandle(handle -> {
                for (AssetVersion version : AssetRows.all(handle, workspace)) {
                    versions.computeIfAbsent(version.id().id(), _ -> new ArrayList<>())
                            .add(version);
                }
                handle.createQuery(
                                "SELECT kind || '/' || name FROM asset WHERE workspace = :workspace AND archived")
                        .bind("workspace", workspace)
                        .mapTo(String.class)
                        .forEach(id -> archived.add(ResourceId.parse(id)));
            });
            return versions.entrySet().stream()
                    .map(each ->
                            asset(each.getKey(), each.getValue(), archived.contains(each.getKey())))
                    .toList();
        }

        @Override
        public Optional<Observed.Asset> one(ResourceId id) {
            return jdbi.withHandle(handle -> {
                List<AssetVersion> versions = AssetRows.select(handle, workspace, id);
                return versions.isEmpty()
                        ? Optional.empty()
                        : Optional.of(asset(id, versions, isArchived(handle, id)));
            });
        }

        private boolean isArchived(Handle handle, ResourceId id) {
            return handle.createQuery(
                            "SELECT archived FROM asset WHERE workspace = :workspace AND kind = :kind AND name = :name")
                    .bind("workspace", workspace)
                    .bind("kind", id.kind().word())
                    .bind("name", id.name())
                    .mapTo(Boolean.class)
                    .findOne()
                    .orElse(false);
        }

        private static Observed.Asset asset(
                ResourceId id, List<AssetVersion> versions, boolean archived) {
            return new Observed.Asset(
                    id, versions.stream().map(AssetRegistry::observed).toList(), archived);
        }
    }

    private static Observed.Version observed(AssetVersion version) {
        return new Observed.Version(
                version.id().version(),
                version.digest(),
                live(version),
                Standing.HEALTHY.health(),
                Standing.HEALTHY.message(),
                version.owner(),
                version.origin().map(AssetVersion.Origin::run));
    }

    /// What a run registered has no spec; its content is the run's output.
    private static Value.Fields live(AssetVersion version) {
        return version.origin()
                .map(origin ->
                        version.spec()
                                .with("type", Value.text(version.type()))
                                .with(
                                        "path",
                                        Value.text(
                                                "azureml://jobs/%s/outputs/%s"
                                                        .formatted(origin.run(), origin.output()))))
                .orElse(version.spec());
    }

    private Optional<AssetVersion> known(Handle handle, Registration wanted)
            throws AssetConflictException {
        if (wanted.origin().isPresent()) {
            Optional<AssetVersion> registered =
                    AssetRows.ofOutput(handle, workspace, wanted.origin().get());
            if (registered.isPresent()) {
                return registered;
            }
        }
        if (wanted.version().isPresent()) {
            Optional<AssetVersion> there =
                    AssetRows.find(
                            handle,
                            workspace,
                            new VersionedId(wanted.id(), wanted.version().get()));
            if (there.isPresent() && !there.get().digest().equals(Optional.of(wanted.digest()))) {
                throw conflict(handle, wanted, there.get());
            }
            return there;
        }
        return wanted.origin().isPresent()
                ? Optional.empty()
                : withDigest(handle, wanted.id(), wanted.digest());
    }

    private AssetConflictException conflict(
            Handle handle, Registration wanted, AssetVersion there) {
        return new AssetConflictException(
                there.id()
                        + " is registered already, with another content"
                        + there.origin()
                                .map(origin -> " (by the run " + origin.run() + ")")
                                .orElse("")
                        + "; versions are immutable: declare version "
                        + AssetRows.nextNumber(handle, workspace, wanted.id())
                        + ", or leave the version out");
    }

    private AssetVersion insert(Handle handle, Registration wanted) {
        String version =
                wanted.version()
                        .orElseGet(() ->
                                Long.toString(
                                        AssetRows.nextNumber(handle, workspace, wanted.id())));
        AssetVersion registered =
                new AssetVersion(
                        new VersionedId(wanted.id(), version),
                        Optional.of(wanted.digest()),
                        wanted.spec(),
                        wanted.type(),
                        wanted.artifact(),
                        wanted.external(),
                        wanted.owner(),
                        wanted.origin(),
                        wanted.provenance(),
                        wanted.metrics(),
                        clock.instant());
        AssetRows.insert(handle, workspace, registered);
        return registered;
    }

    private Optional<AssetVersion> withDigest(Handle handle, ResourceId id, Digest digest) {
        return AssetRows.select(handle, workspace, id).reversed().stream()
                .filter(version -> version.digest().equals(Optional.of(digest)))
                .findFirst();
    }

    private void setArchived(Handle handle, ResourceId id, boolean archived) {
        handle.execute(
                "UPDATE asset SET archived = ? WHERE workspace = ? AND kind = ? AND name = ?",
                archived,
                workspace,
                id.kind().word(),
                id.name());
    }
}
