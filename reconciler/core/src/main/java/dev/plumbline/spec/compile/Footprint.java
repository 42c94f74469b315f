package dev.plumbline.spec.compile;

import dev.plumbline.resource.Pool;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What a document asked of its surroundings: when nothing of it changed, compiling it again gives
/// the same.
///
/// @param named the paths of files and folders that the document names, those that are not there
///   too; what is below one of them goes with it
/// @param besides folders that were looked into for what else could be meant
/// @param documents those of the named paths at which documents were asked for
/// @param declarations asked for by name
public record Footprint(
        Set<String> named,
        Set<String> besides,
        Set<String> documents,
        Set<Declaration> declarations) {
    /// Documents beside each other ask for the same paths.
    private static final Pool<String> PATHS = new Pool<>(4096);

    static final Footprint NONE = new Footprint(Set.of(), Set.of(), Set.of(), Set.of());

    public Footprint {
        named = outermost(named);
        besides = outermost(besides);
        documents = Set.copyOf(documents);
        declarations = Set.copyOf(declarations);
    }

    /// Every path that was asked for.
    public Set<String> paths() {
        if (besides.isEmpty()) {
            return named;
        }
        Set<String> paths = new HashSet<>(named);
        paths.addAll(besides);
        return outermost(paths);
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
