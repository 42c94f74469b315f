package dev.plumbline.ledger;

import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// The entries of a ledger as people see them. An intent is shown only where no outcome follows it:
/// it was cut off, or is under way.
final class LedgerLog {
    private final Repository database;

    LedgerLog(Repository database) {
        this.database = database;
    }

    private static LedgerEntry entry(RevWalk walk, RevCommit commit) throws IOException {
        LedgerTree tree = LedgerTree.of(walk, commit);
        Optional<ActJson.Read> act = tree.act();
        return act.isPresent() ? entry(commit, act.get()) : entry(walk, commit, tree.header());
    }

    /// An entry that is no act.
    static LedgerEntry entry(RevWalk walk, RevCommit commit, Header header) throws IOException {
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

    static LedgerEntry entry(RevCommit commit, ActJson.Read read) {
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
        Optional<ObjectId> now = LedgerTree.of(walk, commit).blob(path);
        if (commit.getParentCount() == 0) {
            return now.isPresent();
        }
        RevCommit parent = walk.parseCommit(commit.getParent(0));
        return !now.equals(LedgerTree.of(walk, parent).blob(path));
    }
}
