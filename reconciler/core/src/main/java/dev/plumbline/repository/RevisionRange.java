package dev.plumbline.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// What lies between two commits of a repository.
public final class RevisionRange {
    private final GitRepository repository;
    private final Repository database;
    private final Revision older;
    private final Revision newer;

    public RevisionRange(GitRepository repository, Revision older, Revision newer) {
        this.repository = repository;
        this.database = repository.database();
        this.older = older;
        this.newer = newer;
    }

    /// Whether the newer commit is made of the older one.
    public boolean isHistory() {
        try (RevWalk walk = new RevWalk(database)) {
            return walk.isMergedInto(commit(walk, older), commit(walk, newer));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// How the newer commit has to change to hold what the older one does, by path: files with
    /// their modes, symbolic links and submodules as what they are.
    public SortedMap<String, EntryChange> wayBack() {
        SortedMap<String, EntryChange> changes = new TreeMap<>();
        try (RevWalk commits = new RevWalk(database);
                TreeWalk walk = new TreeWalk(database)) {
            walk.addTree(commit(commits, newer).getTree());
            walk.addTree(commit(commits, older).getTree());
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                changes.put(walk.getPathString(), new EntryChange(entry(walk, 0), entry(walk, 1)));
            }
            return Collections.unmodifiableSortedMap(changes);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Optional<TreeEntry> entry(TreeWalk walk, int tree) {
        FileMode mode = walk.getFileMode(tree);
        return mode.equals(FileMode.MISSING)
                ? Optional.empty()
                : Optional.of(new TreeEntry(mode, walk.getObjectId(tree)));
    }

    /// The commits since the older one that changed something at these paths, newest first; merges
    /// only when they changed it themselves.
    public List<CommitInfo> commits(Collection<String> paths) {
        try (RevWalk walk = new RevWalk(database)) {
            walk.setTreeFilter(
                    AndTreeFilter.create(
                            PathFilterGroup.createFromStrings(paths), TreeFilter.ANY_DIFF));
            walk.markStart(commit(walk, newer));
            walk.markUninteresting(commit(walk, older));
            List<CommitInfo> commits = new ArrayList<>();
            for (RevCommit commit : walk) {
                commits.add(repository.commit(new Revision(commit.name())));
            }
            return List.copyOf(commits);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static RevCommit commit(RevWalk walk, Revision revision) throws IOException {
        return walk.parseCommit(ObjectId.fromString(revision.commit()));
    }

    private RepositoryException unreadable(IOException cause) {
        return repository.broken("compare " + older + " with " + newer, cause);
    }
}
