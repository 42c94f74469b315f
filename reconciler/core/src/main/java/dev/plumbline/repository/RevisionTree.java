package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The files of a commit, from the object database.
final class RevisionTree implements SourceTree {
    private final Repository database;
    private final List<TreeFile> files;
    private final List<String> refused;

    private RevisionTree(Repository database, List<TreeFile> files, List<String> refused) {
        this.database = database;
        this.files = files;
        this.refused = refused;
    }

    static RevisionTree of(Repository database, ObjectId tree) throws IOException {
        List<TreeFile> files = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(database)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                FileMode mode = walk.getFileMode(0);
                if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
                    requireRoom(files);
                    files.add(
                            new TreeFile(
                                    walk.getPathString(),
                                    walk.getObjectId(0).name(),
                                    mode.equals(FileMode.EXECUTABLE_FILE)));
                } else {
                    refused.add(walk.getPathString());
                }
            }
        }
        Collections.sort(files);
        Collections.sort(refused);
        return new RevisionTree(database, List.copyOf(files), List.copyOf(refused));
    }

    private static void requireRoom(List<TreeFile> files) {
        if (files.size() >= MAX_FILES) {
            throw new RepositoryException(
                    Reason.TOO_LARGE,
                    "the repository has more than "
                            + MAX_FILES
                            + " files; keep data outside of it, or use Git LFS");
        }
    }

    @Override
    public List<TreeFile> files() {
        return files;
    }

    @Override
    public List<String> refused() {
        return refused;
    }

    @Override
    public byte[] read(TreeFile file) throws IOException {
        ObjectLoader loader = database.open(ObjectId.fromString(file.blob()), Constants.OBJ_BLOB);
        if (loader.getSize() > MAX_READ_BYTES) {
            throw new IOException(
                    "%s has %d bytes; a spec may have %d"
                            .formatted(file.path(), loader.getSize(), MAX_READ_BYTES));
        }
        return loader.getBytes(MAX_READ_BYTES);
    }
}
