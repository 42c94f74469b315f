package dev.plumbline.resource;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mapping that never changes, whose versions share what they have in common: another version
/// costs what it changes, and so does comparing two of them. In no order.
///
/// Entries are spread over parts by the hash of their key. A version has parts of its own where it
/// differs, and the parts of the one that it was made from elsewhere.
public final class SharedMap<K, V> extends AbstractMap<K, V> {
    private static final int ENTRIES_PER_PART = 32;
    private static final int FEWEST_PARTS = 8;

    private final Map<K, V>[] parts;
    private final int size;

    private SharedMap(Map<K, V>[] parts, int size) {
        this.parts = parts;
        this.size = size;
    }

    public static <K, V> SharedMap<K, V> empty() {
        return new SharedMap<>(noParts(FEWEST_PARTS), 0);
    }

    public static <K, V> SharedMap<K, V> copyOf(Map<K, V> map) {
        return map instanceof SharedMap<K, V> shared ? shared : spread(map.entrySet(), map.size());
    }

    private static <K, V> SharedMap<K, V> spread(Collection<Map.Entry<K, V>> entries, int size) {
        int count = FEWEST_PARTS;
        while (count * ENTRIES_PER_PART < size) {
            count <<= 1;
        }
        Map<K, V>[] parts = noParts(count);
        for (Map.Entry<K, V> entry : entries) {
            int index = index(entry.getKey(), count);
            if (parts[index].isEmpty()) {
                parts[index] = new HashMap<>();
            }
            parts[index].put(entry.getKey(), entry.getValue());
        }
        return new SharedMap<>(parts, size);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // an array of a generic type
    private static <K, V> Map<K, V>[] noParts(int count) {
        Map<K, V>[] parts = new Map[count];
        Arrays.fill(parts, Map.of());
        return parts;
    }

    private static int index(Object key, int parts) {
        int hash = key.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & parts - 1;
    }

    /// The map with other values under some keys, or none where nothing is given.
    @SuppressWarnings("ReferenceEquality") // a part that is shared is the same object
    public SharedMap<K, V> with(Map<K, Optional<V>> changes) {
        Map<K, V>[] changed = parts.clone();
        int now = size;
        for (Map.Entry<K, Optional<V>> change : changes.entrySet()) {
            int index = index(change.getKey(), parts.length);
            if (changed[index] == parts[index]) {
                changed[index] = new HashMap<>(parts[index]);
            }
            now -= changed[index].size();
            change.getValue()
                    .ifPresentOrElse(
                            value -> changed[index].put(change.getKey(), value),
                            () -> changed[index].remove(change.getKey()));
            now += changed[index].size();
        }
        SharedMap<K, V> map = new SharedMap<>(changed, now);
        return now > 4 * ENTRIES_PER_PART * parts.length ? spread(map.entrySet(), now) : map;
    }

    /// The keys whose values differ between two maps, or which only one of them has.
    @SuppressWarnings("ReferenceEquality") // a part that is shared is the same object
    public static <K, V> Set<K> differences(Map<K, V> before, Map<K, V> after) {
        Set<K> keys = new HashSet<>();
        if (before == after) {
            return keys;
        }
        if (before instanceof SharedMap<K, V> old
                && after instanceof SharedMap<K, V> now
                && old.parts.length == now.parts.length) {
            for (int i = 0; i < old.parts.length; i++) {
                if (old.parts[i] != now.parts[i]) {
                    compare(old.parts[i], now.parts[i], keys);
                }
            }
        } else {
            compare(before, after, keys);
        }
        return keys;
    }

    private static <K, V> void compare(Map<K, V> before, Map<K, V> after, Set<K> keys) {
        int same = 0;
        for (Map.Entry<K, V> entry : after.entrySet()) {
            V old = before.get(entry.getKey());
            if (old != null) {
                same++;
            }
            if (!Objects.equals(old, entry.getValue())) {
                keys.add(entry.getKey());
            }
        }
        if (same < before.size()) {
            before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(keys::add);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return key == null ? null : parts[index(key, parts.length)].get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && parts[index(key, parts.length)].containsKey(key);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Entry<K, V>> iterator() {
                return Arrays.stream(parts).flatMap(part -> part.entrySet().stream()).iterator();
            }
        };
    }
}
