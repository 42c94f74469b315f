package dev.plumbline.repository;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/// What stands at a path of a commit: a file, a symbolic link or a submodule.
///
/// @param id of the blob; of a submodule, the commit that it is at
public record TreeEntry(FileMode mode, ObjectId id) {
    boolean isSubmodule() {
        return mode.equals(FileMode.GITLINK);
    }
}
