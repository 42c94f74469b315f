package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/// Resources and successes of ledger trees. What was parsed for the last tree is kept by blob id,
/// so that reading the next one costs what changed.
final class LedgerContents {
    private Map<ObjectId, AppliedResource> resources = Map.of();
    private Map<ObjectId, Map.Entry<Digest, JobSuccess>> successes = Map.of();

    synchronized Map<ResourceId, AppliedResource> resources(LedgerTree tree) throws IOException {
        Map<ObjectId, AppliedResource> parsed = new HashMap<>();
        Map<ResourceId, AppliedResource> found = new HashMap<>();
        for (var file : tree.blobs(LedgerPaths.RESOURCES).entrySet()) {
            ObjectId blob = file.getValue();
            AppliedResource known = resources.get(blob);
            AppliedResource resource = known != null ? known : tree.resource(file.getKey(), blob);
            parsed.put(blob, resource);
            found.put(resource.id(), resource);
        }
        resources = parsed;
        return found;
    }

    synchronized Map<Digest, JobSuccess> successes(LedgerTree tree) throws IOException {
        Map<ObjectId, Map.Entry<Digest, JobSuccess>> parsed = new HashMap<>();
        Map<Digest, JobSuccess> found = new HashMap<>();
        for (var file : tree.blobs(LedgerPaths.RUNS).entrySet()) {
            ObjectId blob = file.getValue();
            var known = successes.get(blob);
            var success = known != null ? known : tree.success(file.getKey(), blob);
            parsed.put(blob, success);
            found.put(success.getKey(), success.getValue());
        }
        successes = parsed;
        return found;
    }
}
