package dev.plumbline.resource;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The keys of mappings that have the same ones in the same order; such mappings share it. More
/// than a few keys are found through hashes.
final class FieldKeys {
    private static final int LINEAR = 16;
    private static final Pool<FieldKeys> SHARED = new Pool<>(4096);

    private final String[] names;

    /// Where each of many keys stands; the library's map bears keys that were made to collide.
    private final Map<String, Integer> places;

    private FieldKeys(String[] names) {
        this.names = names;
        this.places = names.length <= LINEAR ? Map.of() : places(names);
    }

    /// @param names without doubles; not changed afterwards
    static FieldKeys of(String... names) {
        FieldKeys keys = new FieldKeys(names);
        return names.length <= LINEAR ? SHARED.canonical(keys) : keys;
    }

    private static Map<String, Integer> places(String[] names) {
        Map<String, Integer> places = HashMap.newHashMap(names.length);
        for (int i = 0; i < names.length; i++) {
            places.put(names[i], i);
        }
        return places;
    }

    int size() {
        return names.length;
    }

    String name(int index) {
        return names[index];
    }

    /// Where a key stands; -1 when it is none of these.
    int indexOf(@Nullable Object key) {
        if (!places.isEmpty()) {
            Integer place = places.get(key);
            return place == null ? -1 : place;
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    FieldKeys plus(String key) {
        String[] longer = Arrays.copyOf(names, names.length + 1);
        longer[names.length] = key;
        return of(longer);
    }

    FieldKeys minus(int index) {
        String[] fewer = new String[names.length - 1];
        System.arraycopy(names, 0, fewer, 0, index);
        System.arraycopy(names, index + 1, fewer, index, fewer.length - index);
        return of(fewer);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldKeys keys && Arrays.equals(names, keys.names);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(names);
    }
}
