package dev.plumbline.spec.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The schemas as JSON, for what a validator does not tell: which keys an object may have and how
/// they are classed.
final class SchemaFiles {
    static final String BASE = "https://plumbline.dev/schemas/";
    static final String FOLDER = "dev/plumbline/schemas/";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, JsonNode> FILES = new ConcurrentHashMap<>();
    private static final Map<String, Map<String, JsonNode>> PROPERTIES = new ConcurrentHashMap<>();

    private SchemaFiles() {}

    /// The properties that an object schema knows, its own and those of the schemas that it is
    /// composed of.
    ///
    /// @param location an absolute location such as
    ///   `https://plumbline.dev/schemas/model.schema.json#/$defs/x`
    static Map<String, JsonNode> properties(String location) {
        return PROPERTIES.computeIfAbsent(location, SchemaFiles::collected);
    }

    private static Map<String, JsonNode> collected(String location) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (String each : bearing(List.of(location))) {
            at(each).path("properties")
                    .properties()
                    .forEach(entry -> found.putIfAbsent(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    /// The locations of schemas and of all that they are composed of, whatever the conditions.
    static List<String> bearing(List<String> locations) {
        Set<String> found = new LinkedHashSet<>();
        locations.forEach(location -> collect(location, found));
        return List.copyOf(found);
    }

    private static void collect(String location, Set<String> found) {
        if (!found.add(location)) {
            return;
        }
        JsonNode schema = at(location);
        if (schema.has("$ref")) {
            collect(resolve(location, schema.path("$ref").asString()), found);
        }
        for (String composition : List.of("allOf", "anyOf", "oneOf")) {
            for (int i = 0; i < schema.path(composition).size(); i++) {
                collect(location + "/" + composition + "/" + i, found);
            }
        }
        for (String branch : List.of("then", "else")) {
            if (schema.has(branch)) {
                collect(location + "/" + branch, found);
            }
        }
        schema.path("dependentSchemas")
                .propertyNames()
                .forEach(key -> collect(child(location, "dependentSchemas", key), found));
    }

    /// The location of a schema in a map of them, such as the one of a key under `properties`.
    static String child(String location, String map, String key) {
        return location + "/" + map + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /// Where an evaluation path leads from the root of a kind's schema, through its references.
    static String location(SpecKind kind, List<String> evaluation) {
        String location = BASE + kind.schema() + ".schema.json#";
        for (String segment : evaluation) {
            location =
                    segment.equals("$ref")
                            ? resolve(location, at(location).path("$ref").asString())
                            : location + "/" + segment.replace("~", "~0").replace("/", "~1");
        }
        return location;
    }

    /// The schema at an absolute location; a missing node when there is none.
    static JsonNode at(String location) {
        int hash = location.indexOf('#');
        String name = hash < 0 ? location : location.substring(0, hash);
        String pointer = hash < 0 ? "" : location.substring(hash + 1);
        JsonNode file =
                FILES.computeIfAbsent(name.substring(name.lastIndexOf('/') + 1), SchemaFiles::read);
        return pointer.isEmpty() || pointer.equals("/")
                ? file
                : file.at(JsonPointer.compile(pointer));
    }

    private static String resolve(String location, String reference) {
        String base =
                location.indexOf('#') < 0 ? location : location.substring(0, location.indexOf('#'));
        if (reference.startsWith("#")) {
            return base + reference;
        }
        String file = reference.startsWith(BASE) ? reference.substring(BASE.length()) : reference;
        String withHash = file.contains("#") ? file : file + "#";
        return BASE + (withHash.startsWith("./") ? withHash.substring(2) : withHash);
    }

    private static JsonNode read(String file) {
        try (InputStream in =
                SchemaFiles.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the schema " + file + " is not on the class path");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
