package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Approval;
import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
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

    /// @param walk gave the commit
    static LedgerTree of(RevWalk walk, RevCommit commit) {
        return new LedgerTree(walk.getObjectReader(), commit, commit.getTree());
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
        return standing(LedgerPaths.approvals(meaning), ActJson::readApproval);
    }

    List<Suspension> suspensions() throws IOException {
        return standing(LedgerPaths.SUSPENSIONS, StandingJson::readSuspension);
    }

    List<Undo> undos() throws IOException {
        return standing(LedgerPaths.UNDOS, StandingJson::readUndo);
    }

    private <T> List<T> standing(String folder, Function<JsonNode, T> parser) throws IOException {
        List<T> found = new ArrayList<>();
        for (FileChange file : changes(folder, Optional.empty(), object(folder))) {
            found.add(parse(file.path(), file.after().orElseThrow(), parser));
        }
        return List.copyOf(found);
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
        return object(path);
    }

    /// A file or a folder.
    Optional<ObjectId> object(String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
            return Optional.ofNullable(walk).map(found -> found.getObjectId(0));
        }
    }

    /// A file that differs between two states of a folder.
    ///
    /// @param path from the root of the tree
    record FileChange(String path, Optional<ObjectId> before, Optional<ObjectId> after) {}

    /// What differs between two states of a folder; costs the folders that differ.
    List<FileChange> changes(String folder, Optional<ObjectId> before, Optional<ObjectId> after)
            throws IOException {
        List<FileChange> changes = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            add(walk, before);
            add(walk, after);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                changes.add(
                        new FileChange(
                                folder + "/" + walk.getPathString(), blob(walk, 0), blob(walk, 1)));
            }
        }
        return changes;
    }

    private static void add(TreeWalk walk, Optional<ObjectId> folder) throws IOException {
        if (folder.isPresent()) {
            walk.addTree(folder.get());
        } else {
            walk.addTree(new EmptyTreeIterator());
        }
    }

    private static Optional<ObjectId> blob(TreeWalk walk, int side) {
        return Optional.of(walk.getObjectId(side)).filter(id -> !id.equals(ObjectId.zeroId()));
    }

    /// The blobs that are there of some files, by path.
    Map<String, ObjectId> find(Collection<String> paths) throws IOException {
        Map<String, ObjectId> found = new HashMap<>();
        if (paths.isEmpty()) {
            return found;
        }
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            walk.setFilter(PathFilterGroup.createFromStrings(paths));
            while (walk.next()) {
                found.put(walk.getPathString(), walk.getObjectId(0));
            }
        }
        return found;
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
