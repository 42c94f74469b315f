package dev.plumbline.agent.cli.init;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds YAML files that say with `$schema` what they are. Hidden folders and symbolic links are
/// passed over, as are files larger than any spec.
public final class SpecSearch {
    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern SCHEMA =
            Pattern.compile(
                    "[\"']?\\$schema[\"']?\\s*:\\s*[\"']?\\S*?([A-Za-z0-9-]+?)(\\.schema)?(\\.json)?[\"']?\\s*(#.*)?");

    private SpecSearch() {}

    /// The root of the Git work tree that holds the folder; the folder itself outside of one.
    public static Path root(Path folder) throws IOException {
        Path real = folder.toRealPath();
        for (Path at = real; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return real;
    }

    /// The last word of each spec's schema (`commandJob`) by its path below the root, with slashes.
    ///
    /// @throws IOException when the folder cannot be read
    public static Map<String, String> in(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        boolean isHidden =
                                !folder.equals(root)
                                        && folder.getFileName().toString().startsWith(".");
                        return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (attributes.isRegularFile()
                                && attributes.size() <= MOST_BYTES
                                && isYaml(file)) {
                            schema(file).ifPresent(word -> found.put(relative(root, file), word));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        found.values().removeIf(word -> word.equals("plumbline"));
        return found;
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yml") || name.endsWith(".yaml");
    }

    private static Optional<String> schema(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return lines.lines()
                    .map(SCHEMA::matcher)
                    .filter(Matcher::matches)
                    .map(match -> match.group(1))
                    .findFirst();
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof MalformedInputException) {
                return Optional.empty();
            }
            throw failure.getCause();
        }
    }

    private static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
