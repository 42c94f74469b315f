package dev.plumbline.resource;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who has to do with what, to be asked for by the what. Most things concern few, and these few are
/// kept in little room.
///
/// @param <K> what is asked for
/// @param <V> whom it concerns
public final class Relation<K, V> {
    private static final int FEW = 8;

    private final Map<K, Set<V>> concerned = new HashMap<>();

    /// Takes what concerns someone in the place of what did before.
    public void replace(V whom, Collection<K> before, Collection<K> after) {
        before.stream()
                .filter(what -> !after.contains(what))
                .forEach(what ->
                        concerned.computeIfPresent(what, (_, known) -> without(known, whom)));
        after.forEach(what -> concerned.merge(what, Set.of(whom), (known, _) -> with(known, whom)));
    }

    private static <V> Set<V> with(Set<V> known, V whom) {
        if (known.contains(whom)) {
            return known;
        }
        Set<V> more = known.size() < FEW ? new HashSet<>(known) : known;
        more.add(whom);
        return more.size() < FEW ? Set.copyOf(more) : more;
    }

    @SuppressWarnings("NullAway") // a null takes the entry out of the map
    private static <V> Set<V> without(Set<V> known, V whom) {
        Set<V> fewer = known.size() < FEW ? new HashSet<>(known) : known;
        fewer.remove(whom);
        if (fewer.isEmpty()) {
            return null;
        }
        return fewer.size() < FEW ? Set.copyOf(fewer) : fewer;
    }

    /// Whom it concerns.
    public Set<V> of(K what) {
        return concerned.getOrDefault(what, Set.of());
    }
}
