package dev.plumbline.local.artifacts;

import dev.plumbline.platform.BlobSource;
import dev.plumbline.platform.ship.Cargo;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files and folders kept once, under the digest of what they hold.
///
/// A file's digest is that of its bytes. A folder's is that of its manifest: path, digest, size and
/// executable bit of every file, in order of path; empty folders do not count, so that a folder has
/// the same digest whether it comes from Git or from disk. Whatever happens in between, an artifact
/// is there whole or not at all; putting it again changes nothing.
///
/// One process at a time uses a directory; opening it removes what a process that was killed left
/// half done.
public final class ArtifactStore {
    private final FileStore files;
    private final ManifestStore manifests;
    private final TreeStore trees;

    /// @throws IOException when the directory cannot be made or cleaned
    public ArtifactStore(Path directory) throws IOException {
        Staging staging = new Staging(directory.resolve("tmp"));
        files = new FileStore(directory.resolve("sha256"), staging);
        manifests = new ManifestStore(directory.resolve("folders"), staging);
        trees = new TreeStore(directory.resolve("trees"), staging, files);
    }

    /// Takes in a file or a folder of the disk. Symbolic links are followed when they point inside
    /// the folder.
    ///
    /// @throws IOException when something cannot be read or stored, or a symbolic link points out
    ///   of the folder
    public Artifact put(Path fileOrFolder) throws IOException {
        if (!Files.exists(fileOrFolder)) {
            throw new NoSuchFileException(fileOrFolder + " is not there");
        }
        if (!Files.isDirectory(fileOrFolder)) {
            var stored = files.put(fileOrFolder);
            files.sync(List.of(stored.digest()));
            return new Artifact(stored.digest(), false, stored.bytes());
        }
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Path> found : FolderScan.files(fileOrFolder).entrySet()) {
            var stored = files.put(found.getValue());
            boolean executable = hasExecutableBit(found.getValue());
            entries.add(
                    new Manifest.Entry(
                            found.getKey(), stored.digest(), stored.bytes(), executable));
        }
        return keep(Manifest.of(entries));
    }

    /// Takes in files of the repository. A content that is a single file becomes a file, every
    /// other one a folder.
    ///
    /// @throws IOException when a blob cannot be read or stored, or the content was read back from
    ///   a release and so lists no files
    public Artifact put(Value.Content content, BlobSource blobs) throws IOException {
        if (content.files().isEmpty()) {
            throw new IOException(
                    "\""
                            + content.path()
                            + "\" lists no files; read it from the commit that declares it");
        }
        Value.ContentFile first = content.files().getFirst();
        if (first.path().isEmpty()) {
            var stored = put(first, blobs);
            files.sync(List.of(stored.digest()));
            return new Artifact(stored.digest(), false, stored.bytes());
        }
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Value.ContentFile file : content.files()) {
            var stored = put(file, blobs);
            entries.add(
                    new Manifest.Entry(
                            file.path(), stored.digest(), stored.bytes(), file.executable()));
        }
        return keep(Manifest.of(entries));
    }

    /// Takes in files from another store. What is held already is not read, and what is read is
    /// compared with its digest.
    ///
    /// @throws DamagedCargoException when a file is not what its digest says
    /// @throws IOException when something cannot be read or stored
    public Artifact put(Cargo cargo) throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Cargo.Item item : cargo.items()) {
            if (!files.holds(item.digest())) {
                receive(item);
            }
            entries.add(
                    new Manifest.Entry(
                            item.path(), item.digest(), item.bytes(), item.executable()));
        }
        if (cargo.folder()) {
            return keep(Manifest.of(entries));
        }
        Cargo.Item file = cargo.items().getFirst();
        files.sync(List.of(file.digest()));
        return new Artifact(file.digest(), false, file.bytes());
    }

    private void receive(Cargo.Item item) throws IOException {
        try (InputStream bytes = item.opening().open()) {
            Digest arrived = files.put(bytes).digest();
            if (!arrived.equals(item.digest())) {
                throw new DamagedCargoException(
                        "%s arrived as %s instead of %s"
                                .formatted(
                                        item.path().isEmpty() ? "its file" : item.path(),
                                        arrived,
                                        item.digest()));
            }
        }
    }

    /// The files of an artifact, for another store.
    ///
    /// @throws IOException when not all of them are in the store
    public Cargo cargo(Artifact artifact) throws IOException {
        if (find(artifact.digest()).isEmpty()) {
            throw new NoSuchFileException("its content is gone from the data directory");
        }
        Optional<Manifest> manifest = manifests.find(artifact.digest());
        List<Manifest.Entry> entries =
                manifest.map(Manifest::entries)
                        .orElseGet(() ->
                                List.of(
                                        new Manifest.Entry(
                                                "", artifact.digest(), artifact.bytes(), false)));
        return new Cargo(manifest.isPresent(), entries.stream().map(this::item).toList());
    }

    private Cargo.Item item(Manifest.Entry entry) {
        return new Cargo.Item(
                entry.path(),
                entry.digest(),
                entry.bytes(),
                entry.executable(),
                () -> Files.newInputStream(files.existing(entry.digest())));
    }

    /// The artifact with this digest, when all of it is there.
    public Optional<Artifact> find(Digest digest) throws IOException {
        Optional<Manifest> manifest = manifests.find(digest);
        if (manifest.isPresent()) {
            boolean whole =
                    manifest.get().entries().stream()
                            .allMatch(entry -> files.holds(entry.digest()));
            return whole
                    ? manifest.map(found -> new Artifact(digest, true, found.bytes()))
                    : Optional.empty();
        }
        return files.holds(digest)
                ? Optional.of(new Artifact(digest, false, Files.size(files.path(digest))))
                : Optional.empty();
    }

    public boolean holds(Digest digest) throws IOException {
        return find(digest).isPresent();
    }

    /// A file or a folder that is used in place and never written to; the same path each time.
    ///
    /// @throws IOException when the artifact is not in the store
    public Path open(Digest digest) throws IOException {
        Optional<Manifest> manifest = manifests.find(digest);
        return manifest.isPresent() ? trees.open(digest, manifest.get()) : files.existing(digest);
    }

    /// A single file under a name, for readers that go by the name's ending; used in place as with
    /// [#open(Digest)].
    ///
    /// @throws IOException when there is no such file in the store
    public Path open(Digest file, String name) throws IOException {
        long bytes = Files.size(files.existing(file));
        Manifest named = Manifest.of(List.of(new Manifest.Entry(name, file, bytes, false)));
        return trees.open(named.digest(), named).resolve(name);
    }

    /// Makes a writable copy at a path where nothing is yet.
    ///
    /// @throws IOException when the artifact is not in the store or the target is there already
    public void materialise(Digest digest, Path target) throws IOException {
        Optional<Manifest> manifest = manifests.find(digest);
        if (manifest.isPresent()) {
            trees.copy(manifest.get(), target);
        } else {
            files.copy(digest, target, false);
        }
    }

    private FileStore.Stored put(Value.ContentFile file, BlobSource blobs) throws IOException {
        try (InputStream bytes = blobs.open(file.blob())) {
            return files.put(bytes);
        }
    }

    private Artifact keep(Manifest manifest) throws IOException {
        files.sync(manifest.entries().stream().map(Manifest.Entry::digest).toList());
        manifests.put(manifest);
        return new Artifact(manifest.digest(), true, manifest.bytes());
    }

    // The bit that Git looks at; Files.isExecutable asks whether this user may run the file, which
    // is another question.
    private static boolean hasExecutableBit(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    }
}
