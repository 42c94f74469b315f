package dev.plumbline.plan;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.Map;
import java.util.Optional;

/// What the ledger remembers of a workspace: the resources of its last release, and every success
/// of a job.
///
/// @param successes per digest and job, the asset versions that its run registered; they stay true
///   when the platform forgets the run. Jobs of the same digest may register different assets
public record LastApplied(
        Map<ResourceId, AppliedResource> resources,
        Map<Digest, Map<ResourceId, Map<ResourceId, String>>> successes) {
    public static final LastApplied NOTHING = new LastApplied(Map.of(), Map.of());

    public LastApplied {
        resources = Map.copyOf(resources);
        successes = Map.copyOf(successes);
    }

    public Optional<AppliedResource> get(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }
}
