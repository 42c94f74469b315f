package dev.plumbline.repository;

import java.io.IOException;
import java.util.List;

/// The files that specs are read from: a commit's, or a folder's on disk.
public interface SourceTree {
    /// The most files a tree may have; with more, a [RepositoryException] says so instead of
    /// filling the memory.
    int MAX_FILES = 250_000;

    /// The largest file that [#read] gives, in bytes. Larger ones are data, which is opened as a
    /// stream by its blob id.
    int MAX_READ_BYTES = 16 * 1024 * 1024;

    /// Every regular file, in the order of paths.
    List<TreeFile> files();

    /// The paths of what is there and is not followed, in order: symbolic links, submodules, and on
    /// disk whatever is neither file nor folder.
    List<String> refused();

    /// The bytes of a file as they are stored; a Git LFS pointer stays a pointer.
    ///
    /// @throws IOException when the file is gone, cannot be read, or is larger than
    ///   [#MAX_READ_BYTES]
    byte[] read(TreeFile file) throws IOException;
}
