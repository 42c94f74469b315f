package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
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
    ///
    /// @param held the resources that the tip holds
    static SortedMap<String, Optional<byte[]>> changed(
            Repository database,
            Optional<ObjectId> tip,
            Map<ResourceId, AppliedResource> held,
            Release release)
            throws IOException {
        SortedMap<String, Optional<byte[]>> files = new TreeMap<>();
        for (ResourceId id : SharedMap.differences(held, release.resources())) {
            files.put(
                    LedgerPaths.of(id),
                    Optional.ofNullable(release.resources().get(id)).map(ResourceJson::write));
        }
        release.successes()
                .forEach(success ->
                        files.put(
                                LedgerPaths.of(success), Optional.of(ResourceJson.write(success))));
        if (tip.isPresent()) {
            leaveOutWhatIsThere(database, tip.get(), files);
        }
        return files;
    }

    private static void leaveOutWhatIsThere(
            Repository database, ObjectId tip, SortedMap<String, Optional<byte[]>> files)
            throws IOException {
        try (RevWalk walk = new RevWalk(database);
                ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
            RevCommit commit = walk.parseCommit(tip);
            LedgerTree tree = new LedgerTree(walk.getObjectReader(), commit, commit.getTree());
            Map<String, ObjectId> there = tree.find(files.keySet());
            files.entrySet()
                    .removeIf(file ->
                            file.getValue()
                                    .map(content -> ids.idFor(Constants.OBJ_BLOB, content))
                                    .filter(id -> id.equals(there.get(file.getKey())))
                                    .isPresent());
        }
    }
}
