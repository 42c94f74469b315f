package dev.plumbline.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The files of a folder on disk as Git would take them up: `.git` is passed over, `.gitignore` is
/// honoured (those of the folders above too, up to the top of the work tree), and blob ids are
/// computed as Git does. The index is not asked, so a file that was added in spite of `.gitignore`
/// is not here; nor are filters such as Git LFS or line endings.
public final class DirectoryTree extends ListedTree {
    private final Path root;
    private final List<String> refused;

    private DirectoryTree(Path root, List<TreeFile> files, List<String> refused) {
        super(files);
        this.root = root;
        this.refused = refused;
    }

    /// Lists a folder; every file is read once for its blob id.
    ///
    /// @throws IOException when something in it cannot be read
    /// @throws RepositoryException when it has more than [#MAX_FILES] files
    public static DirectoryTree of(Path folder) throws IOException {
        Path root = folder.toRealPath();
        DirectoryWalk walk = new DirectoryWalk(root);
        Files.walkFileTree(root, walk);
        return new DirectoryTree(root, walk.files(), walk.refused());
    }

    /// The folder of the repository that a path belongs to: the nearest one upwards that Git or
    /// `plumbline.yml` marks as its top; the path's own folder when there is none.
    public static Path top(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        Path folder =
                Files.isDirectory(whole)
                        ? whole
                        : Optional.ofNullable(whole.getParent()).orElse(whole);
        for (Path current = folder; current != null; current = current.getParent()) {
            if (Files.exists(current.resolve(".git"))
                    || Files.exists(current.resolve("plumbline.yml"))) {
                return current;
            }
        }
        return folder;
    }

    @Override
    public List<String> refused() {
        return refused;
    }

    @Override
    public byte[] read(TreeFile file) throws IOException {
        Path path = root.resolve(file.path());
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MAX_READ_BYTES + 1);
            if (bytes.length > MAX_READ_BYTES) {
                throw new IOException(
                        "%s has more than the %d bytes a spec may have"
                                .formatted(path, MAX_READ_BYTES));
            }
            return bytes;
        }
    }
}
