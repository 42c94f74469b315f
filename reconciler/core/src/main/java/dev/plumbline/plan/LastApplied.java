package dev.plumbline.plan;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the ledger remembers of a workspace: the resources of its last release, and every success
/// of a job.
///
/// @param begun what is in no release although it may be there: a sync began to make it
/// @param successes per digest and job, the asset versions that its run registered; they stay true
///   when the platform forgets the run. Jobs of the same digest may register different assets
public record LastApplied(
        Map<ResourceId, AppliedResource> resources,
        Set<ResourceId> begun,
        Map<Digest, Map<ResourceId, Map<ResourceId, String>>> successes) {
    public static final LastApplied NOTHING = new LastApplied(Map.of(), Set.of(), Map.of());

    public LastApplied {
        resources = SharedMap.copyOf(resources);
        begun = Set.copyOf(begun);
        successes = SharedMap.copyOf(successes);
    }

    public Optional<AppliedResource> get(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }
}
