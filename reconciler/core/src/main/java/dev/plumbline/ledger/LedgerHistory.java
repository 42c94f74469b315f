package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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

/// Reads the commits of a ledger. An intent is shown only where no outcome follows it: it was cut
/// off, or is under way.
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
                        return entry(walk, walk.parseCommit(commit));
                    }
                });
    }

    private static LedgerTree tree(RevWalk walk, RevCommit commit) {
        return new LedgerTree(walk.getObjectReader(), commit, commit.getTree());
    }

    private static LedgerEntry entry(RevWalk walk, RevCommit commit) throws IOException {
        Optional<ActJson.Read> act = tree(walk, commit).act();
        if (act.isPresent()) {
            return entry(commit, act.get());
        }
        Header header = tree(walk, commit).header();
        return new LedgerEntry(
                new Revision(commit.name()),
                began(walk, commit, header),
                time(commit),
                header.source(),
                header.sourceAuthor(),
                header.trigger(),
                header.outcome(),
                commit.getShortMessage(),
                header.approvedBy(),
                header.changes(),
                Optional.empty());
    }

    private static LedgerEntry entry(RevCommit commit, ActJson.Read read) {
        Act act = read.act();
        return new LedgerEntry(
                new Revision(commit.name()),
                Optional.empty(),
                time(commit),
                act.source(),
                read.sourceAuthor(),
                act.kind().word(),
                ReleaseOutcome.RECORDED,
                commit.getShortMessage(),
                List.of(),
                List.of(),
                Optional.of(act));
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
            LedgerTree tree = tree(walk, walk.parseCommit(tip.get()));
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
            return reading.of(tree(walk, walk.parseCommit(entry)));
        }
    }

    /// When the first of the intents was recorded that stand right before a commit and are about
    /// the same source; an intent is the last of its own.
    private static Optional<Instant> began(RevWalk walk, RevCommit commit, Header header)
            throws IOException {
        Optional<Instant> began = header.isIntent() ? Optional.of(time(commit)) : Optional.empty();
        String source = header.source().commit();
        for (RevCommit each = commit; each.getParentCount() == 1; ) {
            each = walk.parseCommit(each.getParent(0));
            if (LedgerMessage.isAct(each)) {
                continue;
            }
            if (!LedgerMessage.isIntentFor(each, source)) {
                break;
            }
            began = Optional.of(time(each));
        }
        return began;
    }

    private static Instant time(RevCommit commit) {
        return commit.getCommitterIdent().getWhenAsInstant();
    }

    Header header(ObjectId commit) throws IOException {
        return headers.get(
                commit,
                () -> {
                    try (RevWalk walk = new RevWalk(database)) {
                        return tree(walk, walk.parseCommit(commit)).header();
                    }
                });
    }

    /// What the workspace holds by the release that a commit holds, and what has begun since.
    LastApplied lastApplied(ObjectId commit) throws IOException {
        return applied.get(
                commit,
                () -> {
                    try (RevWalk walk = new RevWalk(database)) {
                        LedgerTree tree = tree(walk, walk.parseCommit(commit));
                        Set<ResourceId> begun =
                                tree.release()
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
            return contents.resources(tree(walk, walk.parseCommit(commit)));
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
        try (RevWalk walk = new RevWalk(database)) {
            RevCommit tip = walk.parseCommit(commit);
            Header header = tree(walk, tip).header();
            if (header.isIntent()) {
                return new Standing(header.changes(), List.of());
            }
            Set<ChangeRecord.Key> told =
                    header.changes().stream().map(ChangeRecord::key).collect(Collectors.toSet());
            return new Standing(
                    announced(walk, tip).stream()
                            .filter(change -> !told.contains(change.key()))
                            .toList(),
                    header.changes());
        }
    }

    /// What the intent right before an entry announced.
    private List<ChangeRecord> announced(RevWalk walk, RevCommit entry) throws IOException {
        Optional<ObjectId> last =
                entry.getParentCount() == 0 ? Optional.empty() : sync(entry.getParent(0));
        if (last.isEmpty()) {
            return List.of();
        }
        Header before = tree(walk, walk.parseCommit(last.get())).header();
        return before.isIntent() ? before.changes() : List.of();
    }

    /// The release that a commit holds, also when it is an intent; empty before the first one.
    Optional<Release> held(ObjectId commit) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            LedgerTree tree = tree(walk, walk.parseCommit(commit));
            tree.requireReadable();
            Optional<Header> header = tree.release();
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
            LedgerTree tree = tree(walk, walk.parseCommit(ObjectId.fromString(revision.commit())));
            if (tree.act().isPresent()) {
                throw new LedgerException(
                        revision + " records an act; name a release of `plumb history`");
            }
            Header header = tree.header();
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

    List<LedgerEntry> newest(ObjectId tip, int limit) throws IOException {
        return collect(tip, limit, (_, _, _) -> true);
    }

    List<LedgerEntry> newest(ObjectId tip, ResourceId id, int limit) throws IOException {
        String path = LedgerPaths.of(id);
        return collect(
                tip,
                limit,
                (walk, commit, entry) -> entry.concerns(id) || differs(walk, commit, path));
    }

    @FunctionalInterface
    private interface Selection {
        boolean holds(RevWalk walk, RevCommit commit, LedgerEntry entry) throws IOException;
    }

    private List<LedgerEntry> collect(ObjectId tip, int limit, Selection selection)
            throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        try (RevWalk walk = new RevWalk(database)) {
            walk.markStart(walk.parseCommit(tip));
            Optional<LedgerEntry> outcome = Optional.empty();
            Optional<LedgerEntry> newer = Optional.empty();
            for (RevCommit commit = walk.next();
                    commit != null && entries.size() < limit;
                    commit = walk.next()) {
                LedgerEntry entry = entry(walk, commit);
                boolean came =
                        entry.isIntent()
                                && (newer.filter(entry::wentOnIn).isPresent()
                                        || outcome.filter(entry::cameTo).isPresent());
                if (!came && selection.holds(walk, commit, entry)) {
                    entries.add(entry);
                }
                if (entry.act().isEmpty()) {
                    newer = Optional.of(entry);
                    outcome = entry.isIntent() ? outcome : newer;
                }
            }
        }
        return List.copyOf(entries);
    }

    private static boolean differs(RevWalk walk, RevCommit commit, String path) throws IOException {
        Optional<ObjectId> now = tree(walk, commit).blob(path);
        if (commit.getParentCount() == 0) {
            return now.isPresent();
        }
        RevCommit parent = walk.parseCommit(commit.getParent(0));
        return !now.equals(tree(walk, parent).blob(path));
    }

    /// The newest release that succeeded with these specs.
    Optional<Revision> commitOfSpecs(ObjectId tip, Digest specs) throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            return index.find(walk, tip, specs).map(found -> new Revision(found.name()));
        }
    }
}
