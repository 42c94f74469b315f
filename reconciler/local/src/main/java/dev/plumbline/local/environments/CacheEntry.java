package dev.plumbline.local.environments;

import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Where the cache keeps one environment, and what belongs to its build.
///
/// @param name half of the key's digits, to stay below the 127 characters that a script's first
///   line may have on Linux
record CacheEntry(Path cache, String name, Digest key) {
    private static final int NAME_LENGTH = 32;

    /// The entry for a key. Environments made under STRICT stand apart from those that may hold
    /// another Python.
    static CacheEntry of(Path cache, Digest key, PythonChoice choice) {
        String hex = key.value().substring(key.value().indexOf(':') + 1);
        String name = hex.substring(0, NAME_LENGTH);
        return new CacheEntry(cache, choice == PythonChoice.STRICT ? name + "-strict" : name, key);
    }

    /// The environment itself. It is built in this place, because virtual environments cannot be
    /// moved.
    Path root() {
        return cache.resolve(name);
    }

    /// Says that the environment is whole; the last file to be written, the first to be removed.
    Path marker() {
        return root().resolve("ready.json");
    }

    Path log() {
        return root().resolve("build.log");
    }

    Path failedLog() {
        return cache.resolve("failed").resolve(name + ".log");
    }

    Path lock() {
        return cache.resolve("building").resolve(name + ".lock");
    }

    /// A file that only exists while the environment is built.
    Path building(String suffix) {
        return cache.resolve("building").resolve(name + suffix);
    }

    void createFolders() throws IOException {
        Files.createDirectories(cache.resolve("building"));
        Files.createDirectories(cache.resolve("failed"));
    }

    /// Removes the environment, its marker first, so that a removal that is cut short leaves
    /// nothing that looks whole.
    void remove() throws IOException {
        Files.deleteIfExists(marker());
        if (Files.exists(root())) {
            Files.walkFileTree(root(), new Removal());
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
