package dev.plumbline.resource;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A mapping in the order written, as an array of values beside its keys: specs have few keys each,
/// and there are very many of them.
final class FieldMap extends AbstractMap<String, Value> {
    private final FieldKeys keys;
    private final Value[] values;

    private FieldMap(FieldKeys keys, Value[] values) {
        this.keys = keys;
        this.values = values;
    }

    static FieldMap copyOf(Map<String, Value> fields) {
        if (fields instanceof FieldMap map) {
            return map;
        }
        String[] names = new String[fields.size()];
        Value[] values = new Value[names.length];
        int at = 0;
        for (Map.Entry<String, Value> entry : fields.entrySet()) {
            names[at] = entry.getKey();
            values[at++] = entry.getValue();
        }
        return new FieldMap(FieldKeys.of(names), values);
    }

    FieldMap with(String key, Value value) {
        int index = keys.indexOf(key);
        if (index >= 0) {
            Value[] changed = values.clone();
            changed[index] = value;
            return new FieldMap(keys, changed);
        }
        Value[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return new FieldMap(keys.plus(key), longer);
    }

    FieldMap without(String key) {
        int index = keys.indexOf(key);
        if (index < 0) {
            return this;
        }
        Value[] fewer = new Value[values.length - 1];
        System.arraycopy(values, 0, fewer, 0, index);
        System.arraycopy(values, index + 1, fewer, index, fewer.length - index);
        return new FieldMap(keys.minus(index), fewer);
    }

    /// Itself when nothing changes.
    @SuppressWarnings("ReferenceEquality")
    FieldMap mapped(UnaryOperator<Value> change) {
        Value[] mapped = values;
        for (int i = 0; i < values.length; i++) {
            Value value = change.apply(values[i]);
            if (value != values[i]) {
                mapped = mapped == values ? values.clone() : mapped;
                mapped[i] = value;
            }
        }
        return mapped == values ? this : new FieldMap(keys, mapped);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public @Nullable Value get(@Nullable Object key) {
        int index = keys.indexOf(key);
        return index >= 0 ? values[index] : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return keys.indexOf(key) >= 0;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Value> action) {
        for (int i = 0; i < values.length; i++) {
            action.accept(keys.name(i), values[i]);
        }
    }

    @Override
    public Set<Entry<String, Value>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return values.length;
            }

            @Override
            public Iterator<Entry<String, Value>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, Value>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < values.length;
        }

        @Override
        public Entry<String, Value> next() {
            if (next == values.length) {
                throw new NoSuchElementException();
            }
            int at = next++;
            return new SimpleImmutableEntry<>(keys.name(at), values[at]);
        }
    }
}
