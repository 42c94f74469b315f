package dev.plumbline.spec.document;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Of what a platform holds, the part that a spec of a kind would say: without what the kind's
/// schema does not know, and what is only read.
public final class Writable {
    private final boolean withDefaults;

    private Writable(boolean withDefaults) {
        this.withDefaults = withDefaults;
    }

    /// @param withDefaults whether values stay that go without saying
    public static Fields of(SpecKind kind, Fields live, boolean withDefaults) {
        return new Writable(withDefaults)
                .of(SchemaFiles.BASE + kind.schema() + ".schema.json#", live);
    }

    private Fields of(String location, Fields live) {
        List<String> schemas = SchemaFiles.bearing(List.of(location));
        Map<String, JsonNode> known = SchemaFiles.properties(location);
        boolean isClosed =
                schemas.stream()
                        .map(SchemaFiles::at)
                        .anyMatch(schema ->
                                "false".equals(schema.path("additionalProperties").asString("")));
        Map<String, Value> kept = new LinkedHashMap<>();
        live.fields()
                .forEach((key, value) -> {
                    JsonNode schema = known.get(key);
                    if (!(value instanceof Value.Null)
                            && (schema == null ? !isClosed : isSaid(schema, value))) {
                        kept.put(key, inside(schemas, key, value));
                    }
                });
        return new Fields(kept);
    }

    private Value inside(List<String> schemas, String key, Value value) {
        if (!(value instanceof Fields nested)) {
            return value;
        }
        return schemas.stream()
                .filter(each -> SchemaFiles.at(each).path("properties").has(key))
                .findFirst()
                .map(each -> (Value) of(SchemaFiles.child(each, "properties", key), nested))
                .orElse(value);
    }

    private boolean isSaid(JsonNode schema, Value value) {
        JsonNode usual = schema.path("default");
        boolean isUsual =
                !withDefaults && usual.isValueNode() && usual.asString("").equals(value.display());
        return !isUsual && !"ignored".equals(schema.path("x-plumbline-field").asString(""));
    }
}
