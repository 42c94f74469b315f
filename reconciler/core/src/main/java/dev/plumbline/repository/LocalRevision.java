package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// A commit of a repository on this disk, bare or with a work tree, read where it lies: nothing is
/// cloned, and the work tree is not looked at.
public final class LocalRevision implements AutoCloseable {
    static {
        IsolatedSystemReader.install();
    }

    private final Repository database;
    private final SourceTree tree;

    private LocalRevision(Repository database, SourceTree tree) {
        this.database = database;
        this.tree = tree;
    }

    /// @param path the repository, or something in its work tree, there or not
    /// @param revision a branch, a tag, a full or abbreviated id, or a form such as `HEAD~1`
    /// @throws RepositoryException when there is no repository, or it has no such commit
    public static LocalRevision open(Path path, String revision) {
        try {
            Repository database =
                    new FileRepositoryBuilder()
                            .setGitDir(gitFolder(path))
                            .setMustExist(true)
                            .build();
            try {
                return new LocalRevision(database, tree(database, revision, path));
            } catch (IOException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RepositoryException(
                    Reason.STORAGE,
                    "the repository of " + path + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static File gitFolder(Path path) {
        Path at = path.toAbsolutePath().normalize();
        while (!Files.isDirectory(at) && at.getParent() != null) {
            at = at.getParent();
        }
        if (Files.exists(at.resolve("HEAD")) && Files.isDirectory(at.resolve("objects"))) {
            return at.toFile();
        }
        File found = new FileRepositoryBuilder().findGitDir(at.toFile()).getGitDir();
        if (found == null) {
            throw new RepositoryException(
                    Reason.NOT_THERE,
                    path + " is in no Git repository, so it has no revisions; name one that is");
        }
        return found;
    }

    private static SourceTree tree(Repository database, String revision, Path path)
            throws IOException {
        try (RevWalk walk = new RevWalk(database)) {
            ObjectId commit =
                    Optional.ofNullable(database.resolve(revision.strip() + "^{commit}"))
                            .orElseThrow(() -> unknown(revision, path));
            return RevisionTree.of(database, walk.parseCommit(commit).getTree(), null);
        } catch (RevisionSyntaxException e) {
            throw unknown(revision, path);
        }
    }

    private static RepositoryException unknown(String revision, Path path) {
        return new RepositoryException(
                Reason.UNKNOWN_REVISION,
                "\"%s\" is no branch, tag or commit of the repository of %s; check it, or fetch it first"
                        .formatted(revision, path));
    }

    public SourceTree tree() {
        return tree;
    }

    /// The top of its work tree; the repository's own folder when it is bare.
    public Path root() {
        File folder = database.isBare() ? database.getDirectory() : database.getWorkTree();
        return folder.toPath().toAbsolutePath().normalize();
    }

    @Override
    public void close() {
        database.close();
    }
}
