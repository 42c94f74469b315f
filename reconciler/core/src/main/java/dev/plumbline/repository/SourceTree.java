package dev.plumbline.repository;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The files that specs are read from: a commit's, or a folder's on disk.
public interface SourceTree {
    /// The most files a tree may have; with more, a [RepositoryException] says so instead of
    /// filling the memory.
    int MAX_FILES = 250_000;

    /// The largest file that [#read] gives, in bytes. Larger ones are data, which is opened as a
    /// stream by its blob id.
    int MAX_READ_BYTES = 16 * 1024 * 1024;

    /// Every regular file below a folder, in the order of paths; none when there is no such folder.
    ///
    /// @param folder the empty text for all of them
    List<TreeFile> below(String folder);

    /// The regular file at a path.
    Optional<TreeFile> file(String path);

    /// The paths of what is there and is not followed, in order: symbolic links, submodules, and on
    /// disk whatever is neither file nor folder.
    List<String> refused();

    /// The paths of files that differ from those of an earlier tree or stand in one of them only,
    /// and of what is refused in one of them only.
    default Set<String> changedSince(SourceTree earlier) {
        Set<String> paths = FileList.difference(earlier.files(), files());
        Set<String> before = new HashSet<>(earlier.refused());
        refused().stream().filter(path -> !before.remove(path)).forEach(paths::add);
        paths.addAll(before);
        return paths;
    }

    /// The bytes of a file as they are stored; a Git LFS pointer stays a pointer.
    ///
    /// @throws IOException when the file is gone, cannot be read, or is larger than
    ///   [#MAX_READ_BYTES]
    byte[] read(TreeFile file) throws IOException;

    /// Every regular file, in the order of paths.
    default List<TreeFile> files() {
        return below("");
    }
}
