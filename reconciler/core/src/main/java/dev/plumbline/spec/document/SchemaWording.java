package dev.plumbline.spec.document;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Words a schema's error for people: what the value is, what would be right, and the nearest known
/// word.
final class SchemaWording {
    private SchemaWording() {}

    static List<SchemaFault> faults(SpecKind kind, Error error) {
        List<String> path = SchemaCheck.segments(error.getInstanceLocation());
        return switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" ->
                    List.of(unknownKey(kind, error, path));
            case PassedOverKeyword.NAME -> List.of(passedOver(kind, error, path));
            case "required" -> List.of(missingKey(kind, error, path));
            case "enum", "const" -> List.of(notAllowed(error, path));
            default -> List.of(wrongValue(error, path));
        };
    }

    private static SchemaFault unknownKey(SpecKind kind, Error error, List<String> path) {
        String key = String.valueOf(error.getProperty());
        Map<String, JsonNode> known = SchemaFiles.properties(owner(error));
        String where = where(kind, error, path);
        Optional<String> nearest = Nearest.to(key, known.keySet());
        String remedy =
                nearest.map(near -> "; did you mean \"" + near + "\"?")
                        .orElse(
                                known.isEmpty()
                                        ? "; remove it"
                                        : "; known keys: " + String.join(", ", known.keySet()));
        return SchemaFault.ofKey(
                with(path, key),
                nearest.isPresent(),
                Severity.ERROR,
                "\"" + key + "\" is not a key of " + where + remedy);
    }

    private static SchemaFault passedOver(SpecKind kind, Error error, List<String> path) {
        String key = path.getLast();
        String where = path.size() == 1 ? kind.phrase() : "\"" + path.get(path.size() - 2) + "\"";
        Optional<String> nearest = Nearest.to(key, SchemaCheck.known(kind, error).keySet());
        return SchemaFault.ofKey(
                path,
                nearest.isPresent(),
                Severity.WARNING,
                "\""
                        + key
                        + "\" is no key of "
                        + where
                        + ", so it is passed over"
                        + nearest.map(near -> "; did you mean \"" + near + "\"?").orElse(""));
    }

    private static SchemaFault missingKey(SpecKind kind, Error error, List<String> path) {
        String key = String.valueOf(error.getProperty());
        String where = where(kind, error, path);
        return SchemaFault.ofMissing(
                path, key, "\"" + key + "\" is missing; " + where + " needs it");
    }

    /// The mapping around a key: `"inputs"`, or `entry 2 of "approvals"`.
    private static String where(SpecKind kind, Error error, List<String> path) {
        if (path.isEmpty()) {
            return kind.phrase();
        }
        return entry(error, path)
                .map(entry -> entry + "\"" + path.get(path.size() - 2) + "\"")
                .orElseGet(() -> "\"" + path.getLast() + "\"");
    }

    /// `entry 2 of `, when the value stands in a list under a key.
    private static Optional<String> entry(Error error, List<String> path) {
        NodePath location = error.getInstanceLocation();
        return path.size() > 1 && location.getElement(path.size() - 1) instanceof Integer index
                ? Optional.of("entry " + (index + 1) + " of ")
                : Optional.empty();
    }

    private static SchemaFault notAllowed(Error error, List<String> path) {
        JsonNode owner = SchemaFiles.at(owner(error));
        List<String> allowed =
                owner.has("const")
                        ? List.of(owner.path("const").asString(""))
                        : owner.path("enum")
                                .valueStream()
                                .map(each -> each.isString() ? each.asString() : each.toString())
                                .toList();
        String given = error.getInstanceNode().asString("");
        String remedy =
                Nearest.to(given, allowed)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("");
        return SchemaFault.ofValue(
                path,
                subject(path, error)
                        + "; it must be one of "
                        + String.join(", ", allowed)
                        + remedy);
    }

    private static SchemaFault wrongValue(Error error, List<String> path) {
        JsonNode owner = SchemaFiles.at(owner(error));
        String expected =
                owner.has("x-plumbline-expects")
                        ? "it must be " + owner.path("x-plumbline-expects").asString("")
                        : expected(error, owner);
        return SchemaFault.ofValue(path, subject(path, error) + "; " + expected);
    }

    private static String expected(Error error, JsonNode owner) {
        return switch (error.getKeyword()) {
            case "type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
                    "it must be " + shape(owner);
            case "pattern" -> "it must match " + owner.path("pattern").asString("");
            case "minLength" -> "it must not be empty";
            case "minItems" -> "it must have at least " + owner.path("minItems") + " entries";
            case "maxItems" -> maxItems(owner);
            default -> String.valueOf(error.getMessage());
        };
    }

    private static String maxItems(JsonNode owner) {
        return owner.path("maxItems").asInt(0) == 0
                ? "it must be empty: "
                        + owner.path("description").asString("this version does not support it")
                : "it must have at most " + owner.path("maxItems") + " entries";
    }

    private static String shape(JsonNode schema) {
        String type =
                schema.path("type").isArray()
                        ? schema.path("type")
                                .valueStream()
                                .map(each -> each.asString(""))
                                .map(SchemaWording::article)
                                .collect(Collectors.joining(" or "))
                        : article(schema.path("type").asString("number"));
        List<String> bounds = new ArrayList<>();
        bound(schema, "minimum", "of at least ", bounds);
        bound(schema, "exclusiveMinimum", "above ", bounds);
        bound(schema, "maximum", "of at most ", bounds);
        bound(schema, "exclusiveMaximum", "below ", bounds);
        return bounds.isEmpty() ? type : type + " " + String.join(" and ", bounds);
    }

    private static void bound(JsonNode schema, String keyword, String words, List<String> bounds) {
        if (schema.has(keyword)) {
            bounds.add(words + schema.path(keyword));
        }
    }

    private static String article(String type) {
        return switch (type) {
            case "integer", "object", "array" ->
                    type.equals("object")
                            ? "a mapping"
                            : type.equals("array") ? "a list" : "an integer";
            case "string" -> "text";
            case "null" -> "empty";
            default -> "a " + type;
        };
    }

    private static String subject(List<String> path, Error error) {
        String name =
                entry(error, path)
                        .map(entry -> entry + String.join(".", path.subList(0, path.size() - 1)))
                        .orElseGet(() -> path.isEmpty() ? "the document" : String.join(".", path));
        JsonNode value = error.getInstanceNode();
        String shown =
                value.isString()
                        ? "\"" + value.asString() + "\""
                        : value.isContainer()
                                ? (value.isArray() ? "a list" : "a mapping")
                                : value.toString();
        return name + " is " + shown;
    }

    /// The location of the schema that holds the keyword.
    static String owner(Error error) {
        String location = error.getSchemaLocation().toString();
        int slash = location.lastIndexOf('/');
        int hash = location.indexOf('#');
        return slash > hash ? location.substring(0, slash) : location.substring(0, hash + 1);
    }

    private static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
