package dev.plumbline.local.artifacts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files below a folder of the disk. A symbolic link stands for what it points at, as long as
/// that is inside the folder: a link must not bring in files that nobody meant to give.
final class FolderScan {
    private final Path root;
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final Deque<Path> open = new ArrayDeque<>();

    private FolderScan(Path root) {
        this.root = root;
    }

    /// Every file by its path below the folder, with `/` between the names; the values are free of
    /// links.
    static SortedMap<String, Path> files(Path folder) throws IOException {
        FolderScan scan = new FolderScan(folder.toRealPath());
        scan.visit(scan.root, "");
        return scan.files;
    }

    private void visit(Path folder, String prefix) throws IOException {
        if (open.contains(folder)) {
            throw new IOException(
                    "\""
                            + prefix
                            + "\" in "
                            + root
                            + " is a symbolic link to a folder around it; remove it");
        }
        open.push(folder);
        List<Path> children;
        try (Stream<Path> listed = Files.list(folder)) {
            children = listed.toList();
        }
        for (Path child : children) {
            String path = prefix + child.getFileName();
            Path real = Files.isSymbolicLink(child) ? target(child, path) : child;
            if (Files.isDirectory(real)) {
                visit(real, path + "/");
            } else if (Files.isRegularFile(real)) {
                files.put(path, real);
            } else {
                throw new IOException(
                        "\""
                                + path
                                + "\" in "
                                + root
                                + " is neither a file nor a folder; remove it");
            }
        }
        open.pop();
    }

    private Path target(Path link, String path) throws IOException {
        Path real;
        try {
            real = link.toRealPath();
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "\"" + path + "\" in " + root + " is a symbolic link to nothing; remove it", e);
        }
        if (!real.startsWith(root)) {
            throw new IOException(
                    "\""
                            + path
                            + "\" in "
                            + root
                            + " is a symbolic link to "
                            + real
                            + ", outside of the folder; put the file itself there");
        }
        return real;
    }
}
