package dev.plumbline.platform.ship;

import dev.plumbline.resource.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The files of a shipment. A receiving platform that holds a file with the same digest need not
/// open it; one that copies it compares the digest of what it wrote.
///
/// @param folder whether it is a folder; otherwise it is a single file, whose path is empty
public record Cargo(boolean folder, List<Item> items) {
    public Cargo {
        items = List.copyOf(items);
        if (!folder && items.size() != 1) {
            throw new IllegalArgumentException(items.size() + " files are no single file");
        }
    }

    /// A file: its path below the folder, the SHA-256 of its bytes, and how to read them.
    public record Item(
            String path, Digest digest, long bytes, boolean executable, Opening opening) {}

    /// Opens the bytes of a file; the caller closes them.
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }
}
