package dev.plumbline.local.tracking;

import dev.plumbline.local.tracking.protocol.KeyValue;
import java.util.List;

/// A named group of runs.
record Experiment(
        long id, String name, boolean active, long createdAt, long updatedAt, List<KeyValue> tags) {
    Experiment {
        tags = List.copyOf(tags);
    }
}
