package dev.plumbline.platform;

import java.io.IOException;
import java.io.InputStream;

/// The contents of the repository's files, by Git blob id.
@FunctionalInterface
public interface BlobSource {
    /// Opens a blob; the caller closes it.
    ///
    /// @throws IOException when the blob is not there or cannot be read
    InputStream open(String blob) throws IOException;
}
