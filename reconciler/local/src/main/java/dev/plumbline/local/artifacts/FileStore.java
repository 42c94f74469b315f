package dev.plumbline.local.artifacts;

import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/// Single files by the SHA-256 of their bytes: `ab/<64 hex digits>`, read-only.
final class FileStore {
    private final Path directory;
    private final Staging staging;

    FileStore(Path directory, Staging staging) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.staging = staging;
    }

    /// A file in the store.
    record Stored(Digest digest, long bytes) {}

    /// Takes in a file of the disk. One that is held already is only read.
    Stored put(Path file) throws IOException {
        Stored known = read(file);
        if (holds(known.digest())) {
            return known;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return put(bytes);
        }
    }

    Stored put(InputStream bytes) throws IOException {
        Path fresh = staging.fresh();
        try {
            Stored stored = write(bytes, Files.newOutputStream(fresh));
            Path place = path(stored.digest());
            if (!Files.exists(place)) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("r--r--r--"));
                Staging.force(fresh);
                Files.createDirectories(folder(stored.digest()));
                Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            }
            return stored;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    boolean holds(Digest digest) {
        return Files.isRegularFile(path(digest));
    }

    Path existing(Digest digest) throws IOException {
        if (!holds(digest)) {
            throw new NoSuchFileException(
                    "artifact "
                            + digest.shortForm()
                            + " is not in the store; run what made it again");
        }
        return path(digest);
    }

    /// A writable copy, which shares nothing with the store.
    void copy(Digest digest, Path target, boolean executable) throws IOException {
        Files.copy(existing(digest), target);
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /// Makes the names of these files survive a power cut; their bytes do so already.
    void sync(Collection<Digest> digests) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        digests.forEach(digest -> folders.add(folder(digest)));
        for (Path folder : folders) {
            Staging.force(folder);
        }
    }

    Path path(Digest digest) {
        return folder(digest).resolve(hex(digest));
    }

    private Path folder(Digest digest) {
        return directory.resolve(hex(digest).substring(0, 2));
    }

    static String hex(Digest digest) {
        return digest.value().substring(digest.value().indexOf(':') + 1);
    }

    private static Stored read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return write(bytes, OutputStream.nullOutputStream());
        }
    }

    private static Stored write(InputStream bytes, OutputStream target) throws IOException {
        try (DigestOutputStream output = new DigestOutputStream(target, sha256())) {
            long count = bytes.transferTo(output);
            String hex = HexFormat.of().formatHex(output.getMessageDigest().digest());
            return new Stored(new Digest("v1:" + hex), count);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
