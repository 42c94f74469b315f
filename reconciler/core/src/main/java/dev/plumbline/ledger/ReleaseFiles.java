package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// The files below `resources/` and `runs/` that a release changes, compared with the tip.
///
/// @param held the resources that the tip holds
/// @param differing those of them, and of the release, that may not be the same in both
record ReleaseFiles(
        Map<ResourceId, AppliedResource> held, Release release, Set<ResourceId> differing) {
    /// @param held the resources that the tip holds
    static ReleaseFiles of(Map<ResourceId, AppliedResource> held, Release release) {
        return new ReleaseFiles(held, release, SharedMap.differences(held, release.resources()));
    }

    /// How many there are at most.
    int count() {
        return differing.size() + release.successes().size();
    }

    /// Writes what is not there as it is, and removes the file of a resource that is no longer
    /// there. Runs are never removed.
    void write(LedgerWrite write, Repository database, Optional<ObjectId> tip) throws IOException {
        Map<String, ObjectId> there = there(database, tip);
        for (ResourceId id : differing) {
            String path = LedgerPaths.of(id);
            AppliedResource now = release.resources().get(id);
            if (now == null) {
                write.remove(path);
            } else {
                write.putOther(path, ResourceJson.write(now), there.get(path));
            }
        }
        for (JobSuccess success : release.successes()) {
            String path = LedgerPaths.of(success);
            write.putOther(path, ResourceJson.write(success), there.get(path));
        }
    }

    private Map<String, ObjectId> there(Repository database, Optional<ObjectId> tip)
            throws IOException {
        if (tip.isEmpty()) {
            return Map.of();
        }
        try (RevWalk walk = new RevWalk(database)) {
            LedgerTree tree = LedgerTree.of(walk, walk.parseCommit(tip.get()));
            List<String> paths = new ArrayList<>();
            differing.stream().filter(held::containsKey).map(LedgerPaths::of).forEach(paths::add);
            if (tree.object(LedgerPaths.RUNS).isPresent()) {
                release.successes().stream().map(LedgerPaths::of).forEach(paths::add);
            }
            return tree.find(paths);
        }
    }
}
