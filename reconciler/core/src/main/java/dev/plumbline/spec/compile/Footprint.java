package dev.plumbline.spec.compile;

import java.util.Set;

/// What a document asked of its surroundings: when nothing of it changed, compiling it again gives
/// the same.
///
/// @param paths of files and folders, those that are not there too
/// @param declarations asked for by name
public record Footprint(Set<String> paths, Set<Declaration> declarations) {
    static final Footprint NONE = new Footprint(Set.of(), Set.of());

    public Footprint {
        paths = Set.copyOf(paths);
        declarations = Set.copyOf(declarations);
    }
}
