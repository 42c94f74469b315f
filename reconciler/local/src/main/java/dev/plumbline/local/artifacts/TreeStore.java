package dev.plumbline.local.artifacts;

import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Folders laid out for use in place: `<64 hex digits>/…`, read-only. Their files share the disk
/// blocks of the store where the file system has hard links; an executable one is a copy, since a
/// link would have the mode of the original.
final class TreeStore {
    private static final Set<PosixFilePermission> READ_ONLY_FOLDER =
            PosixFilePermissions.fromString("r-xr-xr-x");

    private final Path directory;
    private final Staging staging;
    private final FileStore files;

    TreeStore(Path directory, Staging staging, FileStore files) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.staging = staging;
        this.files = files;
    }

    Path open(Digest digest, Manifest manifest) throws IOException {
        Path place = directory.resolve(FileStore.hex(digest));
        if (!Files.exists(place)) {
            layOut(manifest, place);
        }
        return place;
    }

    /// A writable copy, which shares nothing with the store.
    void copy(Manifest manifest, Path target) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.createDirectories(target);
        for (Manifest.Entry entry : manifest.entries()) {
            Path file = prepare(target, entry);
            files.copy(entry.digest(), file, entry.executable());
        }
    }

    private void layOut(Manifest manifest, Path place) throws IOException {
        Path fresh = Files.createDirectory(staging.fresh());
        try {
            for (Manifest.Entry entry : manifest.entries()) {
                place(entry, prepare(fresh, entry));
            }
            makeFoldersReadOnly(fresh);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            // Only now: a folder that moves to another parent must be writable itself.
            Files.setPosixFilePermissions(place, READ_ONLY_FOLDER);
        } catch (FileSystemException e) {
            // Someone else was first: two threads that lay out one folder make the same thing.
            if (!Files.exists(place)) {
                throw e;
            }
        } finally {
            if (Files.exists(fresh)) {
                Staging.delete(fresh);
            }
        }
    }

    // Where an entry's file goes; the folders around it are made.
    private static Path prepare(Path root, Manifest.Entry entry) throws IOException {
        int slash = entry.path().lastIndexOf('/');
        if (slash > 0) {
            Files.createDirectories(root.resolve(entry.path().substring(0, slash)));
        }
        return root.resolve(entry.path());
    }

    private void place(Manifest.Entry entry, Path file) throws IOException {
        if (entry.executable()) {
            files.copy(entry.digest(), file, true);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-xr-xr-x"));
            return;
        }
        Path original = files.existing(entry.digest());
        try {
            Files.createLink(file, original);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // No links on this file system, or too many on this file: a copy is as good.
            Files.copy(original, file);
        }
    }

    private static void makeFoldersReadOnly(Path root) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.walk(root)) {
            folders =
                    all.filter(Files::isDirectory).filter(folder -> !folder.equals(root)).toList();
        }
        for (Path folder : folders) {
            Files.setPosixFilePermissions(folder, READ_ONLY_FOLDER);
        }
    }
}
