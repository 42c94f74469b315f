package dev.plumbline.ledger;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Map;

/// A run that succeeded; it stays true when the platform forgets the run.
///
/// @param digest what the job was; several jobs may be the same and register different assets
/// @param run the platform's id of the run
/// @param registered the asset versions that it registered
/// @param digests what those versions mean, as far as the platform tells
/// @param environmentLock the resolved packages of its environment, one per line; empty when they
///   are not known
public record JobSuccess(
        ResourceId job,
        Digest digest,
        String run,
        Map<ResourceId, String> registered,
        Map<ResourceId, Digest> digests,
        List<String> environmentLock) {
    public JobSuccess {
        registered = Map.copyOf(registered);
        digests = Map.copyOf(digests);
        environmentLock = List.copyOf(environmentLock);
    }

    public JobSuccess(
            ResourceId job,
            Digest digest,
            String run,
            Map<ResourceId, String> registered,
            List<String> environmentLock) {
        this(job, digest, run, registered, Map.of(), environmentLock);
    }
}
