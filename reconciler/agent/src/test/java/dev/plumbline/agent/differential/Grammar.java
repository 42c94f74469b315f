package dev.plumbline.agent.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the schemas say of one place in a document: the schema there, and all that it refers to and
/// is composed of, whatever the conditions.
///
/// @param parts the schemas, the outermost first
record Grammar(List<Part> parts) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, JsonNode> FILES = new ConcurrentHashMap<>();
    private static final Set<String> REFERENCES =
            Set.of("codePath", "compute", "dataUri", "environment", "model");

    /// @param file the name of the file that holds the schema, to which its references are relative
    record Part(String file, JsonNode schema) {
        Stream<Part> child(JsonNode child) {
            return child.isObject() ? Stream.of(new Part(file, child)) : Stream.empty();
        }
    }

    static Grammar of(String kind) {
        String file = kind + ".schema.json";
        return of(Stream.of(new Part(file, read(file))));
    }

    private static Grammar of(Stream<Part> roots) {
        List<Part> found = new ArrayList<>();
        roots.forEach(root -> collect(root, found));
        return new Grammar(List.copyOf(found));
    }

    private static void collect(Part part, List<Part> found) {
        if (found.contains(part)) {
            return;
        }
        found.add(part);
        JsonNode schema = part.schema();
        schema.path("$ref").asStringOpt().ifPresent(ref -> collect(follow(part, ref), found));
        schema.path("allOf").forEach(each -> collect(new Part(part.file(), each), found));
        Stream.of("then", "else")
                .flatMap(branch -> part.child(schema.path(branch)))
                .forEach(branch -> collect(branch, found));
    }

    private static Part follow(Part part, String reference) {
        int hash = reference.indexOf('#');
        String file = hash == 0 ? part.file() : reference.split("#", 2)[0];
        String pointer = hash < 0 ? "" : reference.substring(hash + 1);
        return new Part(file, read(file).at(pointer));
    }

    private static JsonNode read(String file) {
        return FILES.computeIfAbsent(file, Grammar::load);
    }

    private static JsonNode load(String file) {
        String name = "dev/plumbline/schemas/" + file;
        try (InputStream in = Grammar.class.getClassLoader().getResourceAsStream(name)) {
            return JSON.readTree(Objects.requireNonNull(in, () -> name + " is missing"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The keys with a name of their own.
    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        values("properties").forEach(properties -> keys.addAll(properties.propertyNames()));
        return keys;
    }

    Grammar property(String key) {
        return child(schema -> schema.path("properties").path(key));
    }

    /// What stands under the keys that the author of a document chooses.
    Grammar free() {
        return child(schema -> schema.path("additionalProperties"));
    }

    Grammar items() {
        return child(schema -> schema.path("items"));
    }

    private Grammar child(Function<JsonNode, JsonNode> step) {
        return of(parts.stream().flatMap(part -> part.child(step.apply(part.schema()))));
    }

    private Stream<JsonNode> values(String keyword) {
        return parts.stream()
                .map(part -> part.schema().path(keyword))
                .filter(v -> !v.isMissingNode());
    }

    List<JsonNode> allowed() {
        return values("enum").flatMap(JsonNode::valueStream).distinct().toList();
    }

    List<JsonNode> examples() {
        return Stream.concat(values("examples").flatMap(JsonNode::valueStream), values("default"))
                .distinct()
                .toList();
    }

    List<Long> bounds() {
        return Stream.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
                .flatMap(this::values)
                .map(JsonNode::asLong)
                .distinct()
                .toList();
    }

    Set<String> types() {
        Set<String> types = new TreeSet<>();
        values("type")
                .flatMap(type -> type.isArray() ? type.valueStream() : Stream.of(type))
                .forEach(type -> types.add(type.asString()));
        return types;
    }

    List<String> required() {
        return parts.isEmpty()
                ? List.of()
                : values("required")
                        .flatMap(JsonNode::valueStream)
                        .map(JsonNode::asString)
                        .distinct()
                        .toList();
    }

    boolean isReadOnly() {
        return values("readOnly").anyMatch(JsonNode::asBoolean);
    }

    /// Whether something of the platform or a file may be named here.
    boolean isReference() {
        return parts.stream()
                .map(Part::schema)
                .anyMatch(schema ->
                        schema.path("pattern").asString("").contains("azureml")
                                || schema.path("description").asString("").contains("azureml:")
                                || REFERENCES.stream()
                                        .anyMatch(name ->
                                                schema.path("$ref")
                                                        .asString("")
                                                        .endsWith("#/$defs/" + name)));
    }
}
