package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The tree of one ledger commit, read.
final class LedgerTree {
    private final ObjectReader reader;
    private final ObjectId commit;
    private final ObjectId tree;

    LedgerTree(ObjectReader reader, ObjectId commit, ObjectId tree) {
        this.reader = reader;
        this.commit = commit;
        this.tree = tree;
    }

    /// The intent when the commit is one, else the release.
    Header header() throws IOException {
        Optional<ObjectId> intent = blob(LedgerPaths.INTENT);
        if (intent.isPresent()) {
            return parse(LedgerPaths.INTENT, intent.get(), HeaderJson::read);
        }
        ObjectId release =
                blob(LedgerPaths.RELEASE)
                        .orElseThrow(() ->
                                new LedgerException(
                                        commit.name()
                                                + " is no entry of a ledger: it holds no "
                                                + LedgerPaths.RELEASE));
        return parse(LedgerPaths.RELEASE, release, HeaderJson::read);
    }

    /// The release that this commit holds, also when it is an intent; empty before the first one.
    Optional<Header> release() throws IOException {
        Optional<ObjectId> release = blob(LedgerPaths.RELEASE);
        return release.isPresent()
                ? Optional.of(parse(LedgerPaths.RELEASE, release.get(), HeaderJson::read))
                : Optional.empty();
    }

    Optional<ObjectId> blob(String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
            return Optional.ofNullable(walk).map(found -> found.getObjectId(0));
        }
    }

    /// The blobs below a folder, by path.
    Map<String, ObjectId> blobs(String folder) throws IOException {
        Map<String, ObjectId> blobs = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            walk.setFilter(PathFilter.create(folder));
            while (walk.next()) {
                blobs.put(walk.getPathString(), walk.getObjectId(0));
            }
        }
        return blobs;
    }

    AppliedResource resource(String path, ObjectId blob) throws IOException {
        return parse(path, blob, ResourceJson::readResource);
    }

    JobSuccess success(String path, ObjectId blob) throws IOException {
        return parse(path, blob, ResourceJson::readSuccess);
    }

    private <T> T parse(String path, ObjectId blob, Function<JsonNode, T> parser)
            throws IOException {
        try {
            return parser.apply(
                    LedgerJson.read(reader.open(blob, Constants.OBJ_BLOB).getCachedBytes()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new LedgerException(
                    "%s in ledger commit %s cannot be read: %s; put the ledger back to an earlier commit, or upgrade"
                            .formatted(path, commit.name(), e.getMessage()),
                    e);
        }
    }
}
