package dev.plumbline.plan.diff;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.workspace.FieldPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Fields that Plumbline leaves to others once a resource is there. What is written carries their
/// live values, so that nothing is written over that others set.
public record Ignoring(List<FieldPattern> fields) {
    public Ignoring {
        fields = List.copyOf(fields);
    }

    /// What is wanted, with the live values of these fields.
    public Fields carry(Fields wanted, Fields live) {
        return fields.isEmpty() ? wanted : carry(List.of(), wanted, live);
    }

    /// What was applied, without these fields: their absence now says nothing.
    public Fields without(Fields applied) {
        return fields.isEmpty() ? applied : carry(List.of(), applied, Fields.EMPTY);
    }

    private Fields carry(List<String> at, Fields wanted, Fields live) {
        Map<String, Value> carried = new LinkedHashMap<>();
        wanted.fields()
                .forEach((key, value) ->
                        carried(below(at, key), value, live.get(key))
                                .ifPresent(kept -> carried.put(key, kept)));
        if (Diff.isOwnedWhole(String.join(".", at))) {
            live.fields().entrySet().stream()
                    .filter(there -> !wanted.has(there.getKey()))
                    .filter(there -> covers(below(at, there.getKey())))
                    .forEach(there -> carried.put(there.getKey(), there.getValue()));
        }
        return new Fields(carried);
    }

    private Optional<Value> carried(List<String> path, Value wanted, Optional<Value> live) {
        if (covers(path)) {
            return live;
        }
        if (!(wanted instanceof Fields nested) || nested.isEmpty()) {
            return Optional.of(wanted);
        }
        Fields there = live.orElse(Value.Null.NULL) instanceof Fields found ? found : Fields.EMPTY;
        Fields kept = carry(path, nested, there);
        return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
    }

    private boolean covers(List<String> path) {
        return fields.stream().anyMatch(field -> field.covers(path));
    }

    private static List<String> below(List<String> at, String key) {
        return Stream.concat(at.stream(), Stream.of(key)).toList();
    }
}
