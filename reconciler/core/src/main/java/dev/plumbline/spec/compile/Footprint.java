package dev.plumbline.spec.compile;

import dev.plumbline.resource.Pool;
import java.util.Set;
import java.util.stream.Collectors;

/// What a document asked of its surroundings: when nothing of it changed, compiling it again gives
/// the same.
///
/// @param paths of files and folders, those that are not there too; what is below one of them goes
///   with it
/// @param documents those of the paths at which documents were asked for
/// @param declarations asked for by name
public record Footprint(Set<String> paths, Set<String> documents, Set<Declaration> declarations) {
    /// Documents beside each other ask for the same paths.
    private static final Pool<String> PATHS = new Pool<>(4096);

    static final Footprint NONE = new Footprint(Set.of(), Set.of(), Set.of());

    public Footprint {
        paths = outermost(paths);
        documents = Set.copyOf(documents);
        declarations = Set.copyOf(declarations);
    }

    private static Set<String> outermost(Set<String> paths) {
        return paths.stream()
                .filter(path -> !isBelowAny(path, paths))
                .map(PATHS::canonical)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isBelowAny(String path, Set<String> paths) {
        if (!path.isEmpty() && paths.contains("")) {
            return true;
        }
        for (int slash = path.lastIndexOf('/');
                slash > 0;
                slash = path.lastIndexOf('/', slash - 1)) {
            if (paths.contains(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }
}
