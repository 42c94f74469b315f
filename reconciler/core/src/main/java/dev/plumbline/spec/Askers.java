package dev.plumbline.spec;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which documents asked for what. Most things are asked for by few, and these few are kept in
/// little room.
///
/// @param <K> what is asked for
final class Askers<K> {
    private static final int FEW = 8;

    private final Map<K, Set<String>> askers = new HashMap<>();

    /// Takes what a document asked for in the place of what it asked for before.
    void replace(String path, Collection<K> before, Collection<K> after) {
        before.stream()
                .filter(asked -> !after.contains(asked))
                .forEach(asked ->
                        askers.computeIfPresent(asked, (_, known) -> without(known, path)));
        after.forEach(asked -> askers.merge(asked, Set.of(path), (known, _) -> with(known, path)));
    }

    private static Set<String> with(Set<String> known, String path) {
        if (known.contains(path)) {
            return known;
        }
        Set<String> more = known.size() < FEW ? new HashSet<>(known) : known;
        more.add(path);
        return more.size() < FEW ? Set.copyOf(more) : more;
    }

    @SuppressWarnings("NullAway") // a null takes the entry out of the map
    private static Set<String> without(Set<String> known, String path) {
        Set<String> fewer = known.size() < FEW ? new HashSet<>(known) : known;
        fewer.remove(path);
        if (fewer.isEmpty()) {
            return null;
        }
        return fewer.size() < FEW ? Set.copyOf(fewer) : fewer;
    }

    /// The documents that asked for something.
    Set<String> of(K asked) {
        return askers.getOrDefault(asked, Set.of());
    }
}
