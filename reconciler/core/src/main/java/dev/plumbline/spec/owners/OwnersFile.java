package dev.plumbline.spec.owners;

import java.util.List;

/// A CODEOWNERS file that was read.
interface OwnersFile {
    /// The sets of owners of a file; none when nobody owns it.
    List<OwnerSet> of(String path);

    /// Everyone whom it names, each once.
    List<String> everyone();

    /// Owners that it names in a way that is not understood, such as GitLab's roles.
    default List<String> unsupported() {
        return List.of();
    }
}
