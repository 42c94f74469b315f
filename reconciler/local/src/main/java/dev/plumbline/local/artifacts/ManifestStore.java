package dev.plumbline.local.artifacts;

import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The manifests of folders, by digest: `ab/<64 hex digits>.json`. A manifest is written after all
/// of its files.
final class ManifestStore {
    private final Path directory;
    private final Staging staging;

    ManifestStore(Path directory, Staging staging) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.staging = staging;
    }

    void put(Manifest manifest) throws IOException {
        Path place = path(manifest.digest());
        Path folder = folder(manifest.digest());
        if (Files.exists(place)) {
            return;
        }
        Path fresh = staging.fresh();
        try {
            Files.write(fresh, manifest.json());
            Staging.force(fresh);
            Files.createDirectories(folder);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            Staging.force(folder);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    Optional<Manifest> find(Digest digest) throws IOException {
        Path place = path(digest);
        return Files.exists(place)
                ? Optional.of(Manifest.read(Files.readAllBytes(place)))
                : Optional.empty();
    }

    private Path path(Digest digest) {
        return folder(digest).resolve(FileStore.hex(digest) + ".json");
    }

    private Path folder(Digest digest) {
        return directory.resolve(FileStore.hex(digest).substring(0, 2));
    }
}
