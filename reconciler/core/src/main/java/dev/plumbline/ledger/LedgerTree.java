package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Approval;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    /// The act when the commit is one.
    Optional<ActJson.Read> act() throws IOException {
        Optional<ObjectId> act = blob(LedgerPaths.ACT);
        return act.isPresent()
                ? Optional.of(parse(LedgerPaths.ACT, act.get(), ActJson::read))
                : Optional.empty();
    }

    /// The approvals of one meaning that stand.
    List<Approval> approvals(Digest meaning) throws IOException {
        List<Approval> approvals = new ArrayList<>();
        for (var file : blobs(LedgerPaths.approvals(meaning)).entrySet()) {
            approvals.add(parse(file.getKey(), file.getValue(), ActJson::readApproval));
        }
        return List.copyOf(approvals);
    }

    /// Refuses what a newer Plumbline wrote, or what is no entry.
    void requireReadable() throws IOException {
        if (act().isEmpty() || blob(LedgerPaths.INTENT).isPresent()) {
            header();
        }
        release();
    }

    /// The intent when the commit is one, else the release; of an act, those that it stands on.
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

    Optional<AppliedResource> resource(ResourceId id) throws IOException {
        String path = LedgerPaths.of(id);
        Optional<ObjectId> blob = blob(path);
        return blob.isPresent() ? Optional.of(resource(path, blob.get())) : Optional.empty();
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
