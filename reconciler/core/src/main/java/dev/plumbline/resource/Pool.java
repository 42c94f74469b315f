package dev.plumbline.resource;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// Shares equal values that come again and again, such as the keys of specs. Bounded: a value that
/// is not met any more gives way to another of its slot. Safe for use by many threads.
///
/// @param <T> an immutable type with `equals`
public final class Pool<T> {
    private final AtomicReferenceArray<T> slots;

    /// @param size how many values are kept; a power of two
    public Pool(int size) {
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(size + " is not a power of two");
        }
        this.slots = new AtomicReferenceArray<>(size);
    }

    /// The value that was met before and equals this one; else this one.
    public T canonical(T value) {
        int hash = value.hashCode();
        int slot = (hash ^ hash >>> 16) & slots.length() - 1;
        T known = slots.getAcquire(slot);
        if (value.equals(known)) {
            return known;
        }
        slots.setRelease(slot, value);
        return value;
    }
}
