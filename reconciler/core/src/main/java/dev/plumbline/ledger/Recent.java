package dev.plumbline.ledger;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/// What was read of the few commits that were asked for last. A commit never changes.
final class Recent<T> {
    private static final int KEPT = 4;

    private final Map<ObjectId, T> known = new LinkedHashMap<>();

    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    synchronized T get(ObjectId commit, Reading<T> reading) throws IOException {
        T found = known.remove(commit);
        T value = found != null ? found : reading.read();
        known.put(commit.copy(), value);
        if (known.size() > KEPT) {
            known.remove(known.keySet().iterator().next());
        }
        return value;
    }
}
