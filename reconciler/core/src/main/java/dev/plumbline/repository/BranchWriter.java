package dev.plumbline.repository;

import dev.plumbline.repository.Person.Author;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Writes commits for the branches of people: into the clone's object database, without a checkout,
/// and from there to the remote.
public final class BranchWriter {
    private final GitRepository repository;
    private final Repository database;

    public BranchWriter(GitRepository repository) {
        this.repository = repository;
        this.database = repository.database();
    }

    /// Writes a commit that differs from its parent in some entries. No branch holds it until it is
    /// pushed.
    ///
    /// @param edits per path, how the parent is changed
    public Revision write(
            Revision parent, SortedMap<String, EntryChange> edits, CommitDraft draft) {
        try (ObjectInserter inserter = database.newObjectInserter();
                ObjectReader reader = database.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            RevCommit on = walk.parseCommit(ObjectId.fromString(parent.commit()));
            CommitBuilder commit = new CommitBuilder();
            commit.setParentId(on);
            commit.setTreeId(edited(reader, on.getTree(), edits).writeTree(inserter));
            commit.setAuthor(person(draft.author(), draft));
            commit.setCommitter(person(draft.committer(), draft));
            commit.setMessage(draft.message());
            draft.key().ifPresent(key -> key.sign(database, commit));
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new Revision(id.name());
        } catch (IOException e) {
            throw repository.broken("write a commit on " + parent, e);
        }
    }

    /// The index keeps the names of all other files as they are, byte by byte.
    private static DirCache edited(
            ObjectReader reader, ObjectId tree, SortedMap<String, EntryChange> edits)
            throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder all = index.builder();
        all.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
        all.finish();
        DirCacheEditor editor = index.editor();
        edits.forEach((path, change) ->
                editor.add(
                        change.after()
                                .<DirCacheEditor.PathEdit>map(entry -> new Put(path, entry))
                                .orElseGet(() -> new DirCacheEditor.DeletePath(path))));
        editor.finish();
        return index;
    }

    /// Puts an entry at a path, in the place of what is there.
    private static final class Put extends DirCacheEditor.PathEdit {
        private final TreeEntry entry;

        Put(String path, TreeEntry entry) {
            super(path);
            this.entry = entry;
        }

        @Override
        public void apply(DirCacheEntry at) {
            at.setFileMode(entry.mode());
            at.setObjectId(entry.id());
        }
    }

    private static PersonIdent person(Author who, CommitDraft draft) {
        return new PersonIdent(who.name(), who.mail(), draft.time(), ZoneOffset.UTC);
    }

    /// Another content of a file, with its mode as it is; the content is in the clone from now on.
    ///
    /// @param path of a file of the commit
    public EntryChange replacement(Revision commit, String path, byte[] content) {
        try (ObjectInserter inserter = database.newObjectInserter();
                RevWalk walk = new RevWalk(database);
                TreeWalk file =
                        TreeWalk.forPath(
                                database,
                                path,
                                walk.parseCommit(ObjectId.fromString(commit.commit())).getTree())) {
            TreeEntry before = new TreeEntry(file.getFileMode(0), file.getObjectId(0));
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content);
            inserter.flush();
            return new EntryChange(
                    Optional.of(before), Optional.of(new TreeEntry(before.mode(), blob)));
        } catch (IOException e) {
            throw repository.broken("write " + path + " on " + commit, e);
        }
    }

    /// The trailers of a commit that this committer wrote; none of one that someone else did.
    public Map<String, String> trailers(Revision commit, Author committer) {
        try (RevWalk walk = new RevWalk(database)) {
            RevCommit read = walk.parseCommit(ObjectId.fromString(commit.commit()));
            PersonIdent by = read.getCommitterIdent();
            Map<String, String> trailers = new HashMap<>();
            if (committer.equals(new Author(by.getName(), by.getEmailAddress()))) {
                read.getFooterLines().forEach(line -> trailers.put(line.getKey(), line.getValue()));
            }
            return trailers;
        } catch (IOException e) {
            throw repository.broken("read the commit " + commit, e);
        }
    }

    /// The head of a branch of the remote as of the last fetch.
    public Optional<Revision> head(String branch) {
        try {
            return Optional.ofNullable(database.exactRef(Constants.R_HEADS + branch))
                    .map(Ref::getObjectId)
                    .map(id -> new Revision(id.name()));
        } catch (IOException e) {
            throw repository.broken("read the branch " + branch, e);
        }
    }

    /// Whether two commits do the same to the same parent.
    public boolean isSameChange(Revision one, Revision other) {
        try (RevWalk walk = new RevWalk(database)) {
            RevCommit left = walk.parseCommit(ObjectId.fromString(one.commit()));
            RevCommit right = walk.parseCommit(ObjectId.fromString(other.commit()));
            return left.getTree().equals(right.getTree())
                    && left.getParentCount() == 1
                    && right.getParentCount() == 1
                    && left.getParent(0).equals(right.getParent(0));
        } catch (IOException e) {
            throw repository.broken("compare " + one + " with " + other, e);
        }
    }

    /// Puts a branch of the remote on a commit, if it is where it is expected.
    ///
    /// @param expected where the remote's branch is; empty when the remote has none
    public Pushed push(String branch, Optional<Revision> expected, Revision revision) {
        return repository.pushBranch(branch, expected, revision);
    }

    /// Puts a branch of the remote on a commit that need not stand on what it holds, if it is where
    /// it is expected: what somebody pushed meanwhile is never lost.
    public Pushed replace(String branch, Revision expected, Revision revision) {
        return repository.replaceBranch(branch, expected, revision);
    }

    /// Whether a branch may have this name.
    public static boolean isName(String branch) {
        return Repository.isValidRefName(Constants.R_HEADS + branch);
    }
}
