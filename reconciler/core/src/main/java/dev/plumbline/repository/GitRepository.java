package dev.plumbline.repository;

import dev.plumbline.platform.BlobSource;
import dev.plumbline.repository.RepositoryException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// A repository of specs as a bare clone. Safe for use by many threads; fetches and pushes happen
/// one at a time.
///
/// Opening needs no network: it gives what the last fetch brought, and nothing for a new clone.
public final class GitRepository implements AutoCloseable {
    static {
        IsolatedSystemReader.install();
    }

    private final Remote remote;
    private final Remote ledgers;
    private final BareClone clone;
    private final Repository database;
    private final Synchronization synchronization;

    /// What the next tree shares with this one is not read again.
    private volatile @Nullable RevisionTree newestTree;

    GitRepository(Remote remote, Remote ledgers, BareClone clone, Optional<String> branch) {
        this.remote = remote;
        this.clone = clone;
        this.database = clone.database();
        this.ledgers = ledgers;
        this.synchronization = new Synchronization(database, remote, ledgers, branch);
    }

    /// Opens the clone in a folder, or makes it.
    ///
    /// @param url a URL or a path; credentials in it are used and shown nowhere
    /// @param branch the branch to follow; empty for the one that the remote's HEAD names
    /// @param folder where the clone is or shall be; nothing else may be in it
    /// @throws RepositoryException when the folder holds something else or is in use
    public static GitRepository open(String url, Optional<String> branch, Path folder) {
        return open(url, branch, Optional.empty(), folder);
    }

    /// Opens a clone whose ledgers may be in a repository of their own, as where the remote takes
    /// no refs from the agent at all.
    ///
    /// @param ledgers the URL or path of that repository; empty for the same one
    public static GitRepository open(
            String url, Optional<String> branch, Optional<String> ledgers, Path folder) {
        return open(RemoteAddress.of(url), branch, ledgers.map(RemoteAddress::of), folder);
    }

    /// Opens a clone of a remote that takes credentials of its own, as do its ledgers.
    public static GitRepository open(
            RemoteAddress address,
            Optional<String> branch,
            Optional<RemoteAddress> ledgers,
            Path folder) {
        branch.ifPresent(GitRepository::requireBranchName);
        Remote remote = Remote.of(address);
        BareClone clone = BareClone.open(folder, remote);
        try {
            return new GitRepository(remote, ledgers.map(Remote::of).orElse(remote), clone, branch);
        } catch (RuntimeException e) {
            clone.close();
            throw e;
        }
    }

    private static void requireBranchName(String branch) {
        if (!BranchWriter.isName(branch)) {
            throw new RepositoryException(
                    Reason.BRANCH_MISSING, "\"" + branch + "\" is no name for a branch");
        }
    }

    /// The URL or absolute path of the remote, without credentials.
    public String url() {
        return remote.toString();
    }

    /// The branch that is followed; empty until the first fetch when none was named.
    public Optional<String> branch() {
        return synchronization.branch();
    }

    /// Brings every branch, tag and ledger of the remote. The head does not move when this fails.
    ///
    /// @throws RepositoryException when the remote is not there, does not answer, denies access or
    ///   lacks the branch
    public Fetched fetch() {
        return synchronization.fetch();
    }

    /// The head of the followed branch as of the last fetch; empty when the repository has no
    /// commits.
    public Optional<Revision> head() {
        return synchronization.head();
    }

    /// Finds a commit by branch, tag, full or abbreviated id, or a form such as `HEAD~1`; HEAD is
    /// the followed branch.
    ///
    /// @throws RepositoryException when there is none, or more than one
    public Revision resolve(String text) {
        try {
            Optional<ObjectId> id =
                    Optional.ofNullable(database.resolve(text.strip() + "^{commit}"));
            return id.map(found -> new Revision(found.name())).orElseThrow(() -> unknown(text));
        } catch (AmbiguousObjectException _) {
            throw new RepositoryException(
                    Reason.UNKNOWN_REVISION,
                    "\"" + text + "\" begins the id of more than one commit; write more digits");
        } catch (RevisionSyntaxException
                | MissingObjectException
                | IncorrectObjectTypeException _) {
            throw unknown(text);
        } catch (IOException e) {
            throw broken("resolve \"" + text + "\"", e);
        }
    }

    private RepositoryException unknown(String text) {
        return new RepositoryException(
                Reason.UNKNOWN_REVISION,
                "\"%s\" is no branch, tag or commit of %s as of the last fetch; check it, or push it first"
                        .formatted(text, remote));
    }

    public CommitInfo commit(Revision revision) {
        try (RevWalk walk = new RevWalk(database)) {
            return info(parse(walk, revision));
        } catch (IOException e) {
            throw broken("read commit " + revision, e);
        }
    }

    /// The newest commits that a revision is made of, itself first.
    public List<CommitInfo> log(Revision from, int limit) {
        try (RevWalk walk = new RevWalk(database)) {
            walk.markStart(parse(walk, from));
            List<CommitInfo> commits = new ArrayList<>();
            for (RevCommit commit = walk.next();
                    commit != null && commits.size() < limit;
                    commit = walk.next()) {
                commits.add(info(commit));
            }
            return List.copyOf(commits);
        } catch (IOException e) {
            throw broken("read the history of " + from, e);
        }
    }

    /// Who wrote the commits that lead to a revision, each with the newest of their commits.
    ///
    /// @param since not included, with all that it stands on; empty for everything
    /// @param paths files and folders of which a commit has to change one; empty for all commits
    public Map<Person.Author, Revision> authors(
            Revision head, Optional<Revision> since, Set<String> paths) {
        try {
            return new Authorship(database).of(head, since, paths);
        } catch (IOException e) {
            throw broken("read who wrote " + head, e);
        }
    }

    /// The newest commit that leads to a revision and changes one of these paths.
    ///
    /// @param since not included, with all that it stands on
    /// @param paths files and folders; empty for any
    public Optional<Revision> newestChange(
            Revision head, Optional<Revision> since, Set<String> paths) {
        try {
            return new Authorship(database).newest(head, since, paths);
        } catch (IOException e) {
            throw broken("read what led to " + head, e);
        }
    }

    /// Whether the clone holds a commit.
    public boolean has(Revision revision) {
        try (RevWalk walk = new RevWalk(database)) {
            walk.parseCommit(ObjectId.fromString(revision.commit()));
            return true;
        } catch (MissingObjectException | IncorrectObjectTypeException _) {
            return false;
        } catch (IOException e) {
            throw broken("look for commit " + revision, e);
        }
    }

    /// Brings one ref of the remote that a fetch does not bring, such as the head of a pull request
    /// from another repository; no branch of the clone moves.
    ///
    /// @param ref in full: `refs/pull/12/head`
    public void fetchProposed(String ref) {
        synchronization.fetchProposed(ref);
    }

    private RevCommit parse(RevWalk walk, Revision revision) throws IOException {
        try {
            return walk.parseCommit(ObjectId.fromString(revision.commit()));
        } catch (MissingObjectException | IncorrectObjectTypeException _) {
            throw unknown(revision.commit());
        }
    }

    private static CommitInfo info(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        return new CommitInfo(
                new Revision(commit.name()),
                author.getName(),
                author.getEmailAddress(),
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getShortMessage(),
                commit.getFullMessage(),
                Arrays.stream(commit.getParents())
                        .map(parent -> new Revision(parent.name()))
                        .toList());
    }

    /// The files of a commit.
    ///
    /// @throws RepositoryException when the clone lacks it, or it has too many files
    public SourceTree tree(Revision revision) {
        try (RevWalk walk = new RevWalk(database)) {
            RevisionTree tree =
                    RevisionTree.of(database, parse(walk, revision).getTree(), newestTree);
            newestTree = tree;
            return tree;
        } catch (IOException e) {
            throw broken("read the files of " + revision, e);
        }
    }

    /// Every blob of the clone; Git LFS pointers open as what they point at.
    public BlobSource blobs() {
        return new GitBlobs(database, remote);
    }

    /// The clone's object database and refs, for the ledger, which writes commits of its own.
    public Repository database() {
        return database;
    }

    /// Brings the ledgers into `refs/plumbline/tracking/` and, those that are kept on branches,
    /// into `refs/plumbline/tracking-branches/`, and nothing else: the head stays.
    public void fetchLedgers() {
        synchronization.fetchLedgers();
    }

    /// Sets a ref of the ledgers' remote, if it is where it is expected.
    ///
    /// @param expected where the remote's ref is; empty when the remote has none
    public Pushed pushLedger(String ref, Optional<Revision> expected, Revision revision) {
        return synchronization.pushLedger(ref, expected, revision);
    }

    Pushed pushBranch(String branch, Optional<Revision> expected, Revision revision) {
        return synchronization.pushBranch(branch, expected, revision);
    }

    Pushed replaceBranch(String branch, Revision expected, Revision revision) {
        return synchronization.replaceBranch(branch, expected, revision);
    }

    /// What to throw when the clone cannot be read. When objects are missing or broken, the next
    /// open makes it anew.
    public RepositoryException broken(String doing, IOException cause) {
        String what =
                "cannot "
                        + doing
                        + " in the clone of "
                        + remote
                        + " ("
                        + clone.folder()
                        + "): "
                        + cause.getMessage();
        if (cause instanceof MissingObjectException || cause instanceof CorruptObjectException) {
            clone.markDamaged();
            return new RepositoryException(
                    Reason.DAMAGED,
                    what + "; the clone is damaged and made anew at the next start",
                    cause);
        }
        return new RepositoryException(Reason.STORAGE, what + "; check the disk", cause);
    }

    @Override
    public void close() {
        clone.close();
        remote.close();
        ledgers.close();
    }
}
