package dev.plumbline.local.assets;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.local.artifacts.DamagedCargoException;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Owner;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Applies changes of models, data, environments and components.
public final class AssetChanges {
    private final AssetRegistry registry;
    private final ArtifactStore store;
    private final EnvironmentBuilds environments;

    public AssetChanges(
            AssetRegistry registry, ArtifactStore store, EnvironmentBuilds environments) {
        this.registry = registry;
        this.store = store;
        this.environments = environments;
    }

    /// Registers a version. An environment is made in the background from then on.
    public Outcome create(Change.Create change, ApplyContext context) {
        try {
            AssetVersion registered = registry.register(registration(change, context));
            return registered.id().id().kind() == Kind.ENVIRONMENT
                    ? realise(registered.id())
                    : new Outcome.Applied(Optional.of(registered.id().version()));
        } catch (AssetConflictException e) {
            return conflict(change, e);
        } catch (IOException e) {
            return new Outcome.Failed("registering " + change.id() + ": " + e.getMessage(), true);
        }
    }

    /// Takes in versions of another workspace, each under its own number. Content that is held
    /// already, as that of a workspace of the same data directory is, is not copied.
    public Outcome ship(Change.Ship change, ApplyContext context) {
        Outcome outcome = Outcome.Applied.done();
        for (Shipment shipment : context.shipments()) {
            try {
                VersionedId registered =
                        registry.register(registration(change, shipment, context)).id();
                Outcome made =
                        registered.id().kind() == Kind.ENVIRONMENT
                                ? realise(registered)
                                : new Outcome.Applied(Optional.of(registered.version()));
                outcome = outcome instanceof Outcome.Started ? outcome : made;
            } catch (AssetConflictException e) {
                return new Outcome.Stalled(e.reason());
            } catch (DamagedCargoException e) {
                return new Outcome.Failed(notShipped(shipment, e), false);
            } catch (IOException e) {
                return new Outcome.Failed(notShipped(shipment, e), true);
            }
        }
        return outcome;
    }

    private static String notShipped(Shipment shipment, IOException cause) {
        return "%s could not be shipped from %s: %s"
                .formatted(shipment.asset(), shipment.provenance().workspace(), cause.getMessage());
    }

    private Registration registration(Change.Ship change, Shipment shipment, ApplyContext context)
            throws IOException {
        Optional<Artifact> artifact = Optional.empty();
        if (shipment.cargo().isPresent()) {
            artifact = Optional.of(store.put(shipment.cargo().get()));
        }
        return new Registration(
                change.id(),
                Optional.of(shipment.asset().version()),
                shipment.digest(),
                shipment.spec(),
                shipment.type(),
                artifact,
                shipment.external(),
                Optional.of(context.owner(change.id(), shipment.digest(), change.path())),
                shipment.provenance()
                        .output()
                        .map(output -> new AssetVersion.Origin(output.run(), output.name())),
                Optional.of(shipment.provenance()),
                shipment.metrics());
    }

    /// Replaces the cosmetic fields of a version.
    public Outcome update(Change.Update change, ApplyContext context) {
        if (change.version().isEmpty()) {
            return new Outcome.Stalled(
                    change.id() + " is an asset, and the change names no version of it");
        }
        VersionedId id = new VersionedId(change.id(), change.version().get());
        Resource desired = change.desired();
        Owner owner = context.owner(change.id(), change.digest(), desired.source().path());
        return registry.updateFields(id, desired.spec(), owner)
                ? new Outcome.Applied(change.version())
                : new Outcome.Failed(
                        id
                                + " is not registered, so its fields cannot change; it is registered first",
                        true);
    }

    /// Archives an asset; its versions stay for those that refer to them.
    public Outcome archive(ResourceId id) {
        registry.archive(id);
        return Outcome.Applied.done();
    }

    private Outcome realise(VersionedId id) {
        if (environments.standing(id).health() == Health.HEALTHY) {
            return new Outcome.Applied(Optional.of(id.version()));
        }
        environments.start(id);
        return new Outcome.Started(id.toString());
    }

    /// A version that the spec fixes needs another number from a person. One that was chosen
    /// automatically was taken by someone else in the meantime, and the next plan chooses again.
    private static Outcome conflict(Change.Create change, AssetConflictException conflict) {
        return change.desired().version().isPresent()
                ? new Outcome.Stalled(conflict.reason())
                : new Outcome.Failed(conflict.reason(), true);
    }

    private Registration registration(Change.Create change, ApplyContext context)
            throws IOException {
        Resource desired = change.desired();
        Optional<Artifact> artifact = Optional.empty();
        if (desired.spec().get(contentField(change.id().kind())).orElse(Value.Null.NULL)
                instanceof Value.Content files) {
            artifact = Optional.of(store.put(files, context.blobs()));
        }
        return new Registration(
                change.id(),
                change.version().or(desired::version),
                change.digest(),
                desired.spec(),
                desired.spec().text("type").orElse(defaultType(change.id().kind())),
                artifact,
                desired.spec().get("path").filter(Value.Text.class::isInstance).map(Value::display),
                Optional.of(context.owner(change.id(), change.digest(), desired.source().path())),
                Optional.empty(),
                Map.of());
    }

    /// The field whose files a version holds.
    private static String contentField(Kind kind) {
        return switch (kind) {
            case MODEL, DATA -> "path";
            case ENVIRONMENT -> "conda_file";
            case COMPONENT -> "code";
            case POLICY, JOB, ONLINE_ENDPOINT, ONLINE_DEPLOYMENT, TRAFFIC -> throw noAsset(kind);
        };
    }

    // The defaults of Azure ML's schemas.
    private static String defaultType(Kind kind) {
        return switch (kind) {
            case MODEL -> "custom_model";
            case DATA -> "uri_folder";
            case ENVIRONMENT, COMPONENT -> kind.word();
            case POLICY, JOB, ONLINE_ENDPOINT, ONLINE_DEPLOYMENT, TRAFFIC -> throw noAsset(kind);
        };
    }

    private static IllegalArgumentException noAsset(Kind kind) {
        return new IllegalArgumentException("a " + kind + " is no asset");
    }
}
