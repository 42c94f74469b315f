package dev.plumbline.plan.ship;

import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a workspace has for a commit from the releases of another one.
public sealed interface Supply {
    /// A workspace that makes everything by itself.
    record Own() implements Supply {}

    /// The other workspace has released nothing that fits the commit yet.
    ///
    /// @param reason what is waited for, and what to do
    /// @param assets what is taken from there, with where it is declared
    /// @param jobs those that run there
    record Awaited(
            String workspace, String reason, Map<ResourceId, String> assets, Set<ResourceId> jobs)
            implements Supply {
        public Awaited {
            assets = Map.copyOf(assets);
            jobs = Set.copyOf(jobs);
        }
    }

    /// @param resolutions what references became there, by the path of the document that holds them
    ///   and by their text
    /// @param jobs those that ran there
    record Released(
            ShippedFrom from,
            Map<ResourceId, Lots> assets,
            Map<String, Map<String, VersionedId>> resolutions,
            Set<ResourceId> jobs)
            implements Supply {
        public Released {
            assets = Map.copyOf(assets);
            resolutions = Map.copyOf(resolutions);
            jobs = Set.copyOf(jobs);
        }
    }

    /// What stands in the graph of a workspace for an asset that comes from another one and that no
    /// document of this one declares.
    static Resource standIn(ResourceId asset, String path) {
        return new Resource(asset, new Source(path, 1), Optional.empty(), Fields.EMPTY, List.of());
    }

    static boolean isStandIn(Resource resource) {
        return resource.spec().isEmpty();
    }

    /// What is taken of an asset; empty as well while that is awaited.
    default Optional<Lots> lots(ResourceId asset) {
        return Optional.ofNullable(
                this instanceof Released released ? released.assets().get(asset) : null);
    }

    /// Whether an asset is taken from the other workspace.
    default boolean takes(ResourceId asset) {
        return taken().containsKey(asset);
    }

    /// The assets that are taken from the other workspace.
    default Map<ResourceId, ?> taken() {
        return switch (this) {
            case Own _ -> Map.of();
            case Awaited awaited -> awaited.assets();
            case Released released -> released.assets();
        };
    }

    /// The version that a reference in a document means there: what the same reference in the same
    /// document became, otherwise the current one.
    default Optional<String> version(String path, String reference, ResourceId asset) {
        return lots(asset)
                .map(lots ->
                        resolved(path, reference).stream()
                                .filter(found -> found.id().equals(asset))
                                .map(VersionedId::version)
                                .filter(lots.versions()::containsKey)
                                .findFirst()
                                .orElse(lots.current()));
    }

    private Optional<VersionedId> resolved(String path, String reference) {
        return this instanceof Released released
                ? Optional.ofNullable(
                        released.resolutions().getOrDefault(path, Map.of()).get(reference))
                : Optional.empty();
    }
}
