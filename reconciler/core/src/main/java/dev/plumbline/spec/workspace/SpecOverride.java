package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The declarative form of `az ml … --set`: values that are put into specs before they are checked.
///
/// @param files which files; empty when a resource is named
/// @param resource which resource, as `kind/name`; empty when files are named
/// @param values the value per [FieldPath]; missing mappings on the way are made
public record SpecOverride(
        List<Glob> files, Optional<ResourceId> resource, Map<String, Value> values) {
    public SpecOverride {
        files = List.copyOf(files);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// Whether it is meant for a document, by its path or by its kind and the name that it gives
    /// itself.
    ///
    /// @param kind what the document declares; empty when that is no resource
    public boolean appliesTo(String path, Optional<Kind> kind, Fields document) {
        return files.stream().anyMatch(glob -> glob.matches(path))
                || resource.filter(id -> Optional.of(id.kind()).equals(kind))
                        .filter(id -> isNamed(id.name(), path, document))
                        .isPresent();
    }

    private static boolean isNamed(String name, String path, Fields document) {
        Optional<String> own = document.text("name");
        if (own.isEmpty()) {
            return path.equals(name + ".yml") || path.equals(name + ".yaml");
        }
        return own.get().equals(name)
                || document.text("endpoint_name")
                        .map(endpoint -> endpoint + "/" + own.get())
                        .equals(Optional.of(name));
    }

    /// What it makes of a document. A value whose place cannot be reached leaves the document as it
    /// is.
    public Applied apply(Fields document) {
        Fields result = document;
        List<Edit> edits = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            FieldPath path = FieldPath.parse(entry.getKey());
            try {
                Fields changed = path.set(result, entry.getValue());
                edits.add(new Edit(entry.getKey(), path.get(result), entry.getValue()));
                result = changed;
            } catch (FieldPath.UnreachableException e) {
                faults.add(new Fault(entry.getKey(), String.valueOf(e.getMessage())));
            }
        }
        return new Applied(result, edits, faults);
    }

    /// @param edits what was set, in the order written
    /// @param faults what could not be
    public record Applied(Fields fields, List<Edit> edits, List<Fault> faults) {
        public Applied {
            edits = List.copyOf(edits);
            faults = List.copyOf(faults);
        }
    }

    /// @param key the place as written
    /// @param from what stood there; empty when nothing did
    public record Edit(String key, Optional<Value> from, Value to) {}

    /// @param key the place as written
    /// @param reason what is there instead
    public record Fault(String key, String reason) {}
}
