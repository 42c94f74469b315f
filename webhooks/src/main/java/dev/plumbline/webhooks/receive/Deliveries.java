package dev.plumbline.webhooks.receive;

import java.util.LinkedHashMap;
import java.util.Map;

/// The deliveries that were heeded last, by their ids. Bounded; the oldest are forgotten, and one
/// of them that comes again costs one look.
final class Deliveries {
    private static final int REMEMBERED = 10_000;

    private final Map<String, Boolean> known =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            };

    synchronized boolean isKnown(String id) {
        return known.containsKey(id);
    }

    synchronized void remember(String id) {
        known.put(id, true);
    }
}
