package dev.plumbline.agent.tidy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A text file of the repository that people write; its path is relative to the root.
record SourceFile(String path, List<String> lines) {
    /// Built, fetched or written by tools.
    private static final Set<String> SKIPPED_FOLDERS =
            Set.of("target", ".git", ".idea", ".vscode", "__pycache__", "node_modules");

    /// Other people's files.
    private static final Set<String> SKIPPED_FILES = Set.of("mvnw", "mvnw.cmd", "LICENSE");

    static List<SourceFile> ofRepository() throws IOException {
        Path root = root();
        List<SourceFile> files = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return SKIPPED_FOLDERS.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (attributes.isRegularFile()
                                && !SKIPPED_FILES.contains(file.getFileName().toString())) {
                            add(files, root, file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files;
    }

    private static void add(List<SourceFile> files, Path root, Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String path = root.relativize(file).toString().replace('\\', '/');
        // In a linked work tree `.git` is a file that names a folder of this machine.
        if (text.indexOf('\0') < 0 && !path.equals(".git")) {
            files.add(new SourceFile(path, text.isEmpty() ? List.of() : List.of(text.split("\n"))));
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    boolean isJava() {
        return path.endsWith(".java");
    }

    String folder() {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /// `path:line: text` of each line that offends.
    Stream<String> places(Predicate<String> offends) {
        return IntStream.range(0, lines.size())
                .filter(index -> offends.test(lines.get(index)))
                .mapToObj(index -> path + ":" + (index + 1) + ": " + lines.get(index));
    }
}
