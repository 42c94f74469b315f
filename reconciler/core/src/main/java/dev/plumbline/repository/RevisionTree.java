package dev.plumbline.repository;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/// The files of a commit, from the object database.
final class RevisionTree implements SourceTree {
    private final Repository database;
    private final GitFolder root;

    private RevisionTree(Repository database, GitFolder root) {
        this.database = database;
        this.root = root;
    }

    /// @param like a tree of the same repository; what both have is not read again
    static RevisionTree of(Repository database, ObjectId tree, @Nullable RevisionTree like)
            throws IOException {
        try (ObjectReader reader = database.newObjectReader()) {
            return new RevisionTree(
                    database, GitFolder.read(reader, tree, like == null ? null : like.root));
        }
    }

    @Override
    public List<TreeFile> below(String folder) {
        return root.folder(folder)
                .map(found -> found.files(folder.isEmpty() ? "" : folder + "/"))
                .orElse(List.of());
    }

    @Override
    public Optional<TreeFile> file(String path) {
        return root.file(path);
    }

    @Override
    public List<String> refused() {
        return root.refused();
    }

    @Override
    public Set<String> changedSince(SourceTree earlier) {
        if (!(earlier instanceof RevisionTree tree)) {
            return SourceTree.super.changedSince(earlier);
        }
        Set<String> paths = new TreeSet<>();
        GitFolder.difference("", tree.root, root, paths);
        return paths;
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
