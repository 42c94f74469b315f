package dev.plumbline.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What a schema takes, in a few words for a table: `text`, `list of text`, the words of an enum,
/// or a link to the shared definition.
final class TypeWords {
    private TypeWords() {}

    static String of(JsonNode schema) {
        List<String> words = new ArrayList<>();
        words.add(kind(schema));
        bound(schema, "minimum", "at least ", words);
        bound(schema, "maximum", "at most ", words);
        return String.join(", ", words);
    }

    private static String kind(JsonNode schema) {
        if (schema.has("$ref")) {
            return link(schema.path("$ref").asString());
        }
        JsonNode values =
                schema.has("enum") ? schema.path("enum") : schema.path("else").path("enum");
        if (!values.isMissingNode()) {
            return values.valueStream()
                    .map(value -> "`" + value.asString() + "`")
                    .collect(Collectors.joining(", "));
        }
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.valueStream()
                    .map(each -> word(each.asString(), schema))
                    .collect(Collectors.joining(" or "));
        }
        return word(type.asString("any"), schema);
    }

    /// Definitions have names that are unique across files, so their name is their anchor.
    private static String link(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return reference.contains("/$defs/") ? "[" + name + "](#" + anchor(name) + ")" : "as above";
    }

    static String anchor(String definition) {
        return "def-" + definition.toLowerCase(Locale.ROOT);
    }

    private static String word(String type, JsonNode schema) {
        return switch (type) {
            case "string" -> "text";
            case "object" -> mapping(schema);
            case "array" -> schema.has("items") ? "list of " + kind(schema.path("items")) : "list";
            case "boolean" -> "true or false";
            default -> type;
        };
    }

    private static String mapping(JsonNode schema) {
        if (schema.path("additionalProperties").isObject() && !schema.has("properties")) {
            return "map to " + kind(schema.path("additionalProperties"));
        }
        String keys =
                schema.path("properties")
                        .propertyStream()
                        .map(entry -> "`" + entry.getKey() + "`")
                        .collect(Collectors.joining(", "));
        return keys.isEmpty() ? "mapping" : "mapping of " + keys;
    }

    private static void bound(JsonNode schema, String keyword, String words, List<String> found) {
        if (schema.has(keyword)) {
            found.add(words + schema.path(keyword));
        }
    }
}
