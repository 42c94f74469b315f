package dev.plumbline.repository;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.Merger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// Merges commits to see what would come of it: in the clone's object database, without a checkout,
/// and on no branch.
public final class TrialMerge {
    private final GitRepository repository;
    private final Repository database;

    public TrialMerge(GitRepository repository) {
        this.repository = repository;
        this.database = repository.database();
    }

    /// The commit that merging one commit into another would leave: one of the two when it holds
    /// the other already. Empty when they conflict.
    public Optional<Revision> of(Revision base, Revision head) {
        try (ObjectInserter inserter = database.newObjectInserter();
                RevWalk walk = new RevWalk(inserter.newReader())) {
            RevCommit ours = parse(walk, base);
            RevCommit theirs = parse(walk, head);
            if (walk.isMergedInto(ours, theirs)) {
                return Optional.of(head);
            }
            if (walk.isMergedInto(theirs, ours)) {
                return Optional.of(base);
            }
            Merger merger = MergeStrategy.RECURSIVE.newMerger(database, /* inCore= */ true);
            merger.setObjectInserter(inserter);
            if (!merger.merge(ours, theirs)) {
                return Optional.empty();
            }
            ObjectId merged = inserter.insert(commit(merger.getResultTreeId(), ours, theirs));
            inserter.flush();
            return Optional.of(new Revision(merged.name()));
        } catch (IOException e) {
            throw repository.broken("merge " + head + " into " + base, e);
        }
    }

    /// Whether two commits hold the same files.
    public boolean areSame(Revision one, Revision other) {
        try (RevWalk walk = new RevWalk(database)) {
            return parse(walk, one).getTree().equals(parse(walk, other).getTree());
        } catch (IOException e) {
            throw repository.broken("compare " + one + " with " + other, e);
        }
    }

    private static RevCommit parse(RevWalk walk, Revision revision) throws IOException {
        return walk.parseCommit(ObjectId.fromString(revision.commit()));
    }

    /// By whoever wrote what is merged, at their time: the same merge is the same commit.
    private static CommitBuilder commit(ObjectId tree, RevCommit ours, RevCommit theirs) {
        PersonIdent author = theirs.getAuthorIdent();
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(ours, theirs);
        commit.setAuthor(author);
        commit.setCommitter(author);
        commit.setMessage("Merge " + theirs.abbreviate(7).name() + "\n");
        return commit;
    }
}
