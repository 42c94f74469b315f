package dev.plumbline.spec.compile;

import java.util.Set;

/// What a document asked of its surroundings: when nothing of it changed, compiling it again gives
/// the same.
///
/// @param paths of files and folders, those that are not there too
/// @param documents those of the paths at which documents were asked for
/// @param declarations asked for by name
public record Footprint(Set<String> paths, Set<String> documents, Set<Declaration> declarations) {
    static final Footprint NONE = new Footprint(Set.of(), Set.of(), Set.of());

    public Footprint {
        paths = Set.copyOf(paths);
        documents = Set.copyOf(documents);
        declarations = Set.copyOf(declarations);
    }
}
