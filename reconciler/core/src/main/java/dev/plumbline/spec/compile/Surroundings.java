package dev.plumbline.spec.compile;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.spec.document.Document;
import java.util.List;
import java.util.Optional;

/// What surrounds a document: the files of the commit, and the other documents.
public interface Surroundings {
    SourceTree tree();

    /// Any document of the repository, of the workspace or not.
    Optional<Document> document(String path);

    /// The documents of the workspace that declare something, in the order of paths.
    List<Document> declaring(Declaration declaration);
}
