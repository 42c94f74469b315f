package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The declarative form of `az ml … --set`: values that are put into specs before they are checked.
///
/// @param files which files; empty when a resource is named
/// @param resource which resource, as `kind/name`; empty when files are named
/// @param values the value per path of keys joined by dots; missing mappings on the way are made
public record SpecOverride(List<Glob> files, Optional<String> resource, Map<String, Value> values) {
    public SpecOverride {
        files = List.copyOf(files);
        values = Map.copyOf(values);
    }

    /// Whether it is meant for a document, by its path or by the name that the document gives
    /// itself.
    public boolean appliesTo(String path, Fields document) {
        return files.stream().anyMatch(glob -> glob.matches(path))
                || resource.map(id -> isNamed(id, path, document)).orElse(false);
    }

    private static boolean isNamed(String id, String path, Fields document) {
        String name = id.substring(id.indexOf('/') + 1);
        String own = document.text("name").orElse("");
        String withEndpoint =
                document.text("endpoint_name").map(endpoint -> endpoint + "/" + own).orElse(own);
        boolean byPath = own.isEmpty() && path.startsWith(name + ".");
        return byPath || !own.isEmpty() && (name.equals(own) || name.equals(withEndpoint));
    }

    public Fields apply(Fields document) {
        Fields result = document;
        for (Map.Entry<String, Value> value : values.entrySet()) {
            result = put(result, Arrays.asList(value.getKey().split("\\.")), value.getValue());
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
