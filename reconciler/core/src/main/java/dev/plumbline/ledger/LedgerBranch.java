package dev.plumbline.ledger;

import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.SigningKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// The commits of a workspace's ledger, here and on the remote.
///
/// An entry is written here first and pushed after. When the remote's ledger moved meanwhile,
/// because another agent wrote to it, the entries that are only here are replayed on top of it: the
/// same files change in the same way.
final class LedgerBranch {
    private final GitRepository repository;
    private final Repository database;
    private final String ref;
    private final LedgerPlaces places;
    private final RewriteGuard guard;
    private final Optional<SigningKey> key;

    LedgerBranch(
            GitRepository repository,
            String workspace,
            RememberedHead remembered,
            Optional<SigningKey> key) {
        this.repository = repository;
        this.database = repository.database();
        this.ref = "refs/plumbline/ledger/" + workspace;
        this.places = new LedgerPlaces(database, workspace);
        this.key = key;
        this.guard = new RewriteGuard(repository, ref, remembered);
    }

    /// What brings it to the remote.
    LedgerPush push() {
        return new LedgerPush(repository, this, places);
    }

    Optional<ObjectId> tip() throws IOException {
        return value(ref);
    }

    /// The ledger of the remote as of the last fetch.
    Optional<ObjectId> there() throws IOException {
        return value(places.current().tracking());
    }

    Optional<ObjectId> value(String name) throws IOException {
        return Optional.ofNullable(database.exactRef(name)).map(Ref::getObjectId);
    }

    /// Begins a commit.
    ///
    /// @param files about how many it will write
    LedgerWrite begin(int files) throws IOException {
        return LedgerWrite.begin(database, files);
    }

    /// Adds a commit on top.
    ObjectId append(LedgerWrite write, PersonIdent recorder, String message) throws IOException {
        Optional<ObjectId> tip = tip();
        try (RevWalk walk = new RevWalk(database)) {
            CommitBuilder commit = new CommitBuilder();
            commit.setAuthor(recorder);
            commit.setCommitter(recorder);
            commit.setMessage(message);
            Optional<RevCommit> parent =
                    tip.isPresent() ? Optional.of(walk.parseCommit(tip.get())) : Optional.empty();
            ObjectId id = insert(write.inserter(), commit, parent, write.edits());
            write.flush();
            move(ref, tip, id);
            return id;
        }
    }

    private ObjectId insert(
            ObjectInserter inserter,
            CommitBuilder commit,
            Optional<RevCommit> parent,
            SortedMap<String, Optional<ObjectId>> edits)
            throws IOException {
        try (ObjectReader reader = inserter.newReader()) {
            Optional<ObjectId> tree =
                    new TreeEdit(reader, inserter).apply(parent.map(RevCommit::getTree), edits);
            commit.setTreeId(tree.isPresent() ? tree.get() : inserter.insert(new TreeFormatter()));
            parent.ifPresent(commit::setParentId);
            key.ifPresent(signing -> signing.sign(database, commit));
            return inserter.insert(commit);
        }
    }

    private void move(String name, Optional<ObjectId> from, ObjectId to) throws IOException {
        RefUpdate update = database.updateRef(name);
        update.setExpectedOldObjectId(from.orElse(ObjectId.zeroId()));
        update.setNewObjectId(to);
        update.setForceUpdate(true);
        RefUpdate.Result result = update.update();
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            case LOCK_FAILURE,
                    REJECTED,
                    REJECTED_CURRENT_BRANCH,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON,
                    IO_FAILURE,
                    RENAMED,
                    NOT_ATTEMPTED ->
                    throw new LedgerException(
                            "cannot set %s in the clone of %s (%s); check the disk and that no other agent uses the clone"
                                    .formatted(name, repository.url(), result));
        }
    }

    /// What to tell when the ledger no longer holds what was there before.
    Optional<String> rewriting() throws IOException {
        return guard.rewriting(tip(), there());
    }

    /// Whether it could be told at all.
    boolean remembers() throws IOException {
        return guard.remembers();
    }

    /// Takes in what the last fetch brought, unless the ledger was rewritten: then what is here
    /// stays.
    void catchUp() throws IOException {
        if (rewriting().isEmpty()) {
            merge();
            Optional<ObjectId> shared = there();
            if (shared.isPresent()) {
                guard.remember(shared.get());
            }
        }
    }

    private void merge() throws IOException {
        Optional<ObjectId> remote = there();
        Optional<ObjectId> here = tip();
        if (remote.isEmpty() || remote.equals(here)) {
            return;
        }
        try (RevWalk walk = new RevWalk(database)) {
            RevCommit theirs = walk.parseCommit(remote.get());
            new LedgerTree(walk.getObjectReader(), theirs, theirs.getTree()).requireReadable();
            if (here.isEmpty()) {
                move(ref, here, theirs);
                return;
            }
            RevCommit ours = walk.parseCommit(here.get());
            if (!walk.isMergedInto(theirs, ours)) {
                move(ref, here, walk.isMergedInto(ours, theirs) ? theirs : replay(ours, theirs));
            }
        }
    }

    /// The commits that are here and not there, oldest first.
    private List<RevCommit> missing(RevWalk walk, ObjectId here, Optional<ObjectId> there)
            throws IOException {
        walk.reset();
        walk.sort(RevSort.TOPO);
        walk.sort(RevSort.REVERSE, true);
        walk.markStart(walk.parseCommit(here));
        if (there.isPresent()) {
            walk.markUninteresting(walk.parseCommit(there.get()));
        }
        List<RevCommit> commits = new ArrayList<>();
        walk.forEach(commits::add);
        return commits;
    }

    private ObjectId replay(ObjectId ours, ObjectId theirs) throws IOException {
        try (RevWalk walk = new RevWalk(database);
                ObjectInserter inserter = database.newObjectInserter();
                ObjectReader reader = inserter.newReader();
                RevWalk written = new RevWalk(reader)) {
            RevCommit top = written.parseCommit(theirs);
            for (RevCommit each : missing(walk, ours, Optional.of(theirs))) {
                CommitBuilder copy = new CommitBuilder();
                copy.setAuthor(each.getAuthorIdent());
                copy.setCommitter(each.getCommitterIdent());
                copy.setMessage(each.getFullMessage());
                SortedMap<String, Optional<ObjectId>> edits = edits(each);
                // Only an act holds one, whatever the entry is replayed on.
                edits.putIfAbsent(LedgerPaths.ACT, Optional.empty());
                ObjectId id = insert(inserter, copy, Optional.of(top), edits);
                inserter.flush();
                top = written.parseCommit(id);
            }
            return top;
        }
    }

    /// What a commit changed.
    private SortedMap<String, Optional<ObjectId>> edits(RevCommit commit) throws IOException {
        SortedMap<String, Optional<ObjectId>> edits = new TreeMap<>();
        try (RevWalk parents = new RevWalk(database);
                TreeWalk walk = new TreeWalk(database)) {
            if (commit.getParentCount() == 0) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(parents.parseCommit(commit.getParent(0)).getTree());
            }
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                ObjectId blob = walk.getObjectId(1);
                edits.put(
                        walk.getPathString(),
                        blob.equals(ObjectId.zeroId()) ? Optional.empty() : Optional.of(blob));
            }
        }
        return edits;
    }

    /// How many commits are here that the remote lacks.
    int ahead() throws IOException {
        Optional<ObjectId> here = tip();
        if (here.isEmpty()) {
            return 0;
        }
        try (RevWalk walk = new RevWalk(database)) {
            return missing(walk, here.get(), there()).size();
        }
    }

    /// The remote took a commit.
    void took(LedgerPlace place, Optional<ObjectId> from, ObjectId to) throws IOException {
        move(place.tracking(), from, to);
        guard.remember(to);
    }
}
