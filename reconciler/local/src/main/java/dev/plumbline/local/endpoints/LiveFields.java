package dev.plumbline.local.endpoints;

import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is live after a declared change: what the spec says, and beside it what nobody declared.
final class LiveFields {
    /// Fields that a spec owns whole; other mappings, such as tags, are shared with whoever adds to
    /// them.
    private static final Set<String> OWNED_WHOLE = Set.of("traffic", "mirror_traffic", "model");

    private LiveFields() {}

    /// @param diffs what the change is about; a field without a wanted value goes back to its
    ///   default
    static Value.Fields after(Value.Fields live, Value.Fields desired, List<FieldDiff> diffs) {
        Value.Fields kept = live;
        for (FieldDiff diff : diffs) {
            if (diff.to().isEmpty()) {
                kept = without(kept, diff.path());
            }
        }
        return overlay(kept, desired);
    }

    private static Value.Fields overlay(Value.Fields live, Value.Fields desired) {
        Map<String, Value> merged = new LinkedHashMap<>(live.fields());
        desired.fields()
                .forEach((key, wanted) -> {
                    boolean shared = !OWNED_WHOLE.contains(key);
                    merged.put(
                            key,
                            shared && wanted instanceof Value.Fields nested
                                    ? overlay(live.fields(key), nested)
                                    : wanted);
                });
        return new Value.Fields(merged);
    }

    // A key may hold dots itself, so that the path does not tell where it begins.
    private static Value.Fields without(Value.Fields fields, String path) {
        if (fields.has(path)) {
            return fields.without(path);
        }
        Value.Fields result = fields;
        for (Map.Entry<String, Value> entry : fields.fields().entrySet()) {
            if (entry.getValue() instanceof Value.Fields nested
                    && path.startsWith(entry.getKey() + ".")) {
                result =
                        result.with(
                                entry.getKey(),
                                without(nested, path.substring(entry.getKey().length() + 1)));
            }
        }
        return result;
    }
}
