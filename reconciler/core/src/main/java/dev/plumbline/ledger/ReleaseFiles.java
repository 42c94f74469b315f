package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// The files below `resources/` and `runs/` that a release changes, compared with the tip.
final class ReleaseFiles {
    private ReleaseFiles() {}

    /// The new content per path, or nothing for a resource that is no longer there. Runs are never
    /// removed.
    static SortedMap<String, Optional<byte[]>> changed(
            Repository database, Optional<ObjectId> tip, Release release) throws IOException {
        Map<String, ObjectId> resources = Map.of();
        Map<String, ObjectId> runs = Map.of();
        if (tip.isPresent()) {
            try (RevWalk walk = new RevWalk(database)) {
                RevCommit commit = walk.parseCommit(tip.get());
                LedgerTree tree = new LedgerTree(walk.getObjectReader(), commit, commit.getTree());
                resources = tree.blobs(LedgerPaths.RESOURCES);
                runs = tree.blobs(LedgerPaths.RUNS);
            }
        }
        SortedMap<String, Optional<byte[]>> files = new TreeMap<>();
        resources.keySet().forEach(path -> files.put(path, Optional.empty()));
        try (ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
            for (AppliedResource resource : release.resources().values()) {
                put(
                        files,
                        LedgerPaths.of(resource.id()),
                        ResourceJson.write(resource),
                        resources,
                        ids);
            }
            for (JobSuccess success : release.successes()) {
                put(files, LedgerPaths.of(success), ResourceJson.write(success), runs, ids);
            }
        }
        return files;
    }

    private static void put(
            SortedMap<String, Optional<byte[]>> files,
            String path,
            byte[] content,
            Map<String, ObjectId> before,
            ObjectInserter.Formatter ids) {
        if (ids.idFor(Constants.OBJ_BLOB, content).equals(before.get(path))) {
            files.remove(path);
        } else {
            files.put(path, Optional.of(content));
        }
    }
}
