package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The declarative form of `az ml … --set`: values that are put into specs before they are checked.
///
/// @param files which files; empty when a resource is named
/// @param resource which resource, as `kind/name`; empty when files are named
/// @param values the value per path of keys joined by dots; missing mappings on the way are made
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

    public Fields apply(Fields document) {
        Fields result = document;
        for (Map.Entry<String, Value> value : values.entrySet()) {
            result = put(result, List.of(value.getKey().split("\\.", -1)), value.getValue());
        }
        return result;
    }

    private static Fields put(Fields fields, List<String> path, Value value) {
        String key = path.getFirst();
        return path.size() == 1
                ? fields.with(key, value)
                : fields.with(key, put(fields.fields(key), path.subList(1, path.size()), value));
    }
}
