package dev.plumbline.platform;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A snapshot of a platform's actual state.
///
/// @param incomplete the kinds that could not be read wholly: nothing of them may be deleted on the
///   strength of this snapshot
public record Observation(Map<ResourceId, Observed> resources, Set<Kind> incomplete) {
    public static final Observation NOTHING = new Observation(Map.of(), Set.of());

    public Observation {
        resources = SharedMap.copyOf(resources);
        incomplete = Set.copyOf(incomplete);
    }

    public Optional<Observed.Asset> asset(ResourceId id) {
        return Optional.ofNullable(
                resources.get(id) instanceof Observed.Asset asset ? asset : null);
    }

    public Optional<Observed.Job> job(ResourceId id) {
        return Optional.ofNullable(resources.get(id) instanceof Observed.Job job ? job : null);
    }

    public Optional<Observed.Service> service(ResourceId id) {
        return Optional.ofNullable(
                resources.get(id) instanceof Observed.Service service ? service : null);
    }
}
