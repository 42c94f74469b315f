package dev.plumbline.spec.document;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/// What a function made of texts that come again and again. Bounded: a text that is not met any
/// more gives way to another of its slot. Safe for use by many threads.
///
/// @param <T> what is made; immutable
final class Memo<T> {
    private record Made<T>(String text, T value) {}

    private final AtomicReferenceArray<Made<T>> slots;

    /// @param size how many are kept; a power of two
    Memo(int size) {
        this.slots = new AtomicReferenceArray<>(size);
    }

    T get(String text, Function<String, T> make) {
        int hash = text.hashCode();
        int slot = (hash ^ hash >>> 16) & slots.length() - 1;
        Made<T> known = slots.getAcquire(slot);
        if (known != null && known.text().equals(text)) {
            return known.value();
        }
        T value = make.apply(text);
        slots.setRelease(slot, new Made<>(text, value));
        return value;
    }
}
