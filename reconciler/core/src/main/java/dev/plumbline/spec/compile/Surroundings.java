package dev.plumbline.spec.compile;

import dev.plumbline.repository.SourceTree;
import dev.plumbline.resource.Kind;
import dev.plumbline.spec.document.Document;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What surrounds a document: the files of the commit, and the other documents.
public interface Surroundings {
    SourceTree tree();

    /// Any document of the repository, of the workspace or not.
    Optional<Document> document(String path);

    /// The documents of the workspace that declare something, in the order of paths.
    List<Document> declaring(Declaration declaration);

    /// The names under which something of a kind is declared.
    Set<String> names(Kind kind);
}
