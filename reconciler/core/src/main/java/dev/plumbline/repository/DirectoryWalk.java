package dev.plumbline.repository;

import dev.plumbline.repository.RepositoryException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/// One walk through a folder, with the ignore rules of the folders it is in.
final class DirectoryWalk extends SimpleFileVisitor<Path> {
    private static final String GIT = ".git";

    private final Path root;
    private final ObjectInserter.Formatter ids = new ObjectInserter.Formatter();
    private final Deque<Rules> rules = new ArrayDeque<>();
    private final List<TreeFile> files = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    private record Rules(Path folder, IgnoreNode node) {}

    DirectoryWalk(Path root) throws IOException {
        this.root = root;
        for (Path above : foldersAbove(root)) {
            readRules(above, above.resolve(".gitignore"));
        }
    }

    /// From the top of the work tree down to the parent of the folder; none when the folder is in
    /// no work tree.
    private static List<Path> foldersAbove(Path root) {
        List<Path> above = new ArrayList<>();
        Path folder = root;
        while (folder != null && !Files.exists(folder.resolve(GIT))) {
            folder = folder.getParent();
            if (folder != null) {
                above.addFirst(folder);
            }
        }
        return folder == null ? List.of() : List.copyOf(above);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
            throws IOException {
        if (!folder.equals(root)) {
            if (isGitFolder(folder) || isIgnored(folder, true)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (Files.exists(folder.resolve(GIT), LinkOption.NOFOLLOW_LINKS)) {
                refused.add(pathOf(folder));
                return FileVisitResult.SKIP_SUBTREE;
            }
        }
        readRules(folder, folder.resolve(".gitignore"));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
            throws IOException {
        if (failure != null) {
            throw failure;
        }
        rules.removeIf(each -> each.folder().equals(folder));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isGitFolder(file) || isIgnored(file, false)) {
            return FileVisitResult.CONTINUE;
        }
        if (!attributes.isRegularFile()) {
            refused.add(pathOf(file));
            return FileVisitResult.CONTINUE;
        }
        if (files.size() >= SourceTree.MAX_FILES) {
            throw new RepositoryException(
                    Reason.TOO_LARGE,
                    root
                            + " has more than "
                            + SourceTree.MAX_FILES
                            + " files; name the folder with the specs");
        }
        files.add(new TreeFile(pathOf(file), blobId(file, attributes.size()), isExecutable(file)));
        return FileVisitResult.CONTINUE;
    }

    private static boolean isGitFolder(Path path) {
        return path.endsWith(GIT);
    }

    private boolean isIgnored(Path path, boolean folder) {
        for (Rules each : rules) {
            Boolean verdict = each.node().checkIgnored(relative(each.folder(), path), folder);
            if (verdict != null) {
                return verdict;
            }
        }
        return false;
    }

    private void readRules(Path folder, Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        IgnoreNode node = new IgnoreNode();
        try (InputStream in = Files.newInputStream(file)) {
            node.parse(in);
        }
        rules.push(new Rules(folder, node));
    }

    private String blobId(Path file, long size) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return ids.idFor(Constants.OBJ_BLOB, size, in).name();
        }
    }

    private static boolean isExecutable(Path file) throws IOException {
        Optional<PosixFileAttributeView> view =
                Optional.ofNullable(
                        Files.getFileAttributeView(
                                file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        return view.isPresent()
                && view.get()
                        .readAttributes()
                        .permissions()
                        .contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private String pathOf(Path path) {
        return relative(root, path);
    }

    private static String relative(Path from, Path path) {
        return from.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    List<TreeFile> files() {
        return List.copyOf(files);
    }

    List<String> refused() {
        return refused.stream().sorted().toList();
    }
}
