package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/// Resources and successes of ledger trees. What was parsed for the last tree is kept by blob id,
/// so that reading the next one costs what changed.
final class LedgerContents {
    private Map<ObjectId, AppliedResource> resources = Map.of();
    private Map<ObjectId, JobSuccess> successes = Map.of();

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

    synchronized List<JobSuccess> successes(LedgerTree tree) throws IOException {
        Map<ObjectId, JobSuccess> parsed = new HashMap<>();
        List<JobSuccess> found = new ArrayList<>();
        for (var file : tree.blobs(LedgerPaths.RUNS).entrySet()) {
            ObjectId blob = file.getValue();
            JobSuccess known = successes.get(blob);
            JobSuccess success = known != null ? known : tree.success(file.getKey(), blob);
            parsed.put(blob, success);
            found.add(success);
        }
        successes = parsed;
        return found;
    }
}
