package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// What the commits of a ledger say. What was written here is not read again.
final class LedgerHistory {
    private final Repository database;
    private final LedgerContents contents = new LedgerContents();
    private final SpecsIndex index = new SpecsIndex();
    private final Recent<LedgerEntry> entries = new Recent<>();
    private final Recent<Header> headers = new Recent<>();
    private final Recent<Standing> standings = new Recent<>();
    private final Recent<LastApplied> applied = new Recent<>();
    private final Recent<Release> releases = new Recent<>();

    LedgerHistory(Repository database) {
        this.database = database;
    }

    LedgerEntry entry(ObjectId commit) throws IOException {
        return entries.get(
                commit,
                () -> {
                    try (RevWalk walk = new RevWalk(database)) {
                        RevCommit found = walk.parseCommit(commit);
                        LedgerTree tree = LedgerTree.of(walk, found);
                        Optional<ActJson.Read> act = tree.act();
                        return act.isPresent()
                                ? LedgerLog.entry(found, act.get())
                                : LedgerLog.entry(walk, found, header(tree));
                    }
                });
    }

    /// The newest entry that is no act of a person; empty when there are only such.
    Optional<ObjectId> sync(ObjectId tip) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            RevCommit commit = walk.parseCommit(tip);
            while (LedgerMessage.isAct(commit)) {
                if (commit.getParentCount() == 0) {
                    return Optional.empty();
                }
                commit = walk.parseCommit(commit.getParent(0));
            }
            return Optional.of(commit.copy());
        }
    }

    /// Whether files differ from what stands.
    boolean wouldChange(Optional<ObjectId> tip, Map<String, Optional<byte[]>> files)
            throws IOException {
        if (tip.isEmpty()) {
            return files.values().stream().anyMatch(Optional::isPresent);
        }
        try (RevWalk walk = new RevWalk(database);
                ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
            LedgerTree tree = LedgerTree.of(walk, walk.parseCommit(tip.get()));
            for (var file : files.entrySet()) {
                Optional<ObjectId> content =
                        file.getValue().map(bytes -> ids.idFor(Constants.OBJ_BLOB, bytes));
                if (!tree.blob(file.getKey()).equals(content)) {
                    return true;
                }
            }
            return false;
        }
    }

    @FunctionalInterface
    interface TreeReading<T> {
        T of(LedgerTree tree) throws IOException;
    }

    /// What the tree of an entry says.
    <T> T read(ObjectId entry, TreeReading<T> reading) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            return reading.of(LedgerTree.of(walk, walk.parseCommit(entry)));
        }
    }

    Header header(ObjectId commit) throws IOException {
        return read(commit, this::header);
    }

    /// The intent when the tree is of one, else the release that it holds.
    private Header header(LedgerTree tree) throws IOException {
        Optional<ObjectId> intent = tree.blob(LedgerPaths.INTENT);
        Optional<ObjectId> file = intent.isPresent() ? intent : tree.blob(LedgerPaths.RELEASE);
        return file.isPresent() ? headers.get(file.get(), tree::header) : tree.header();
    }

    /// The release that a tree holds; empty before the first one.
    private Optional<Header> releaseOf(LedgerTree tree) throws IOException {
        Optional<ObjectId> file = tree.blob(LedgerPaths.RELEASE);
        return file.isPresent()
                ? Optional.of(headers.get(file.get(), () -> tree.release().orElseThrow()))
                : Optional.empty();
    }

    /// Takes what an intent was written from.
    void wrote(ObjectId commit, Header header) throws IOException {
        String path = header.isIntent() ? LedgerPaths.INTENT : LedgerPaths.RELEASE;
        Optional<ObjectId> file = read(commit, tree -> tree.blob(path));
        if (file.isPresent()) {
            headers.get(file.get(), () -> header);
        }
    }

    /// Takes what a release was written from.
    ///
    /// @param tip on top of which
    void wrote(Optional<ObjectId> tip, ObjectId commit, Header header, Release release)
            throws IOException {
        wrote(commit, header);
        try (RevWalk walk = new RevWalk(database)) {
            contents.wrote(
                    tip.isPresent()
                            ? Optional.of(LedgerTree.of(walk, walk.parseCommit(tip.get())))
                            : Optional.empty(),
                    LedgerTree.of(walk, walk.parseCommit(commit)),
                    release);
        }
    }

    /// What the workspace holds by the release that a commit holds, and what has begun since.
    LastApplied lastApplied(ObjectId commit) throws IOException {
        return applied.get(
                commit,
                () -> {
                    try (RevWalk walk = new RevWalk(database)) {
                        LedgerTree tree = LedgerTree.of(walk, walk.parseCommit(commit));
                        Set<ResourceId> begun =
                                releaseOf(tree)
                                        .map(header -> new HashSet<>(header.begun()))
                                        .orElseGet(HashSet::new);
                        standing(commit).begun().stream()
                                .filter(change -> !change.action().equals("delete"))
                                .forEach(change -> begun.add(change.id()));
                        return contents.lastApplied(tree, begun);
                    }
                });
    }

    /// The resources that a commit holds.
    SharedMap<ResourceId, AppliedResource> resources(ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            return contents.resources(LedgerTree.of(walk, walk.parseCommit(commit)));
        }
    }

    /// Where the ledger stands at an entry, or at the newest before it that is no act of a person.
    /// A release of the policy tells of the policy alone; what its intent announced besides has
    /// begun still.
    Standing standing(ObjectId commit) throws IOException {
        Optional<ObjectId> sync = sync(commit);
        return sync.isPresent()
                ? standings.get(sync.get(), () -> readStanding(sync.get()))
                : Standing.NOTHING;
    }

    private Standing readStanding(ObjectId commit) throws IOException {
        Header header = header(commit);
        if (header.isIntent()) {
            return new Standing(header.changes(), List.of());
        }
        Set<ChangeRecord.Key> told =
                header.changes().stream().map(ChangeRecord::key).collect(Collectors.toSet());
        return new Standing(
                announced(commit).stream().filter(change -> !told.contains(change.key())).toList(),
                header.changes());
    }

    /// What the intent right before an entry announced.
    private List<ChangeRecord> announced(ObjectId entry) throws IOException {
        Optional<ObjectId> last = parentSync(entry);
        if (last.isEmpty()) {
            return List.of();
        }
        Header before = header(last.get());
        return before.isIntent() ? before.changes() : List.of();
    }

    private Optional<ObjectId> parentSync(ObjectId entry) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            RevCommit commit = walk.parseCommit(entry);
            return commit.getParentCount() == 0 ? Optional.empty() : sync(commit.getParent(0));
        }
    }

    /// The release that a commit holds, also when it is an intent; empty before the first one.
    Optional<Release> held(ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            LedgerTree tree = LedgerTree.of(walk, walk.parseCommit(commit));
            tree.requireReadable();
            Optional<Header> header = releaseOf(tree);
            return header.isPresent() ? Optional.of(release(header.get(), tree)) : Optional.empty();
        }
    }

    private Release release(Header header, LedgerTree tree) throws IOException {
        Map<ResourceId, AppliedResource> resources = contents.resources(tree);
        return new Release(
                header.source(),
                header.specs()
                        .orElseThrow(() ->
                                new LedgerException("a release without the digest of its specs")),
                header.plan(),
                header.trigger(),
                header.outcome(),
                header.approvedBy(),
                header.changes(),
                resources,
                header.begun(),
                contents.successes(tree),
                header.shippedFrom());
    }

    /// @throws LedgerException when there is no such commit, or it is no release
    Release release(Revision revision) throws IOException {
        return releases.get(ObjectId.fromString(revision.commit()), () -> read(revision));
    }

    private Release read(Revision revision) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            LedgerTree tree =
                    LedgerTree.of(walk, walk.parseCommit(ObjectId.fromString(revision.commit())));
            if (tree.act().isPresent()) {
                throw new LedgerException(
                        revision + " records an act; name a release of `plumb history`");
            }
            Header header = header(tree);
            if (header.isIntent()) {
                throw new LedgerException(
                        revision
                                + " is an intent, whose outcome is not known; name a release of `plumb history`");
            }
            return release(header, tree);
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            throw new LedgerException(
                    "the ledger has no release " + revision + "; see `plumb history`", e);
        }
    }

    /// The newest release that succeeded with these specs.
    Optional<Revision> commitOfSpecs(ObjectId tip, Digest specs) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            return index.find(walk, tip, specs).map(found -> new Revision(found.name()));
        }
    }
}
