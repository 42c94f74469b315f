package dev.plumbline.spec.mutation;

import dev.plumbline.resource.Value.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The keys that the schema of a document's kind requires at the top.
final class NeededKeys {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private NeededKeys() {}

    static Set<String> of(Fields document) {
        String schema = document.text("$schema").orElse("").strip();
        String segment = schema.substring(schema.lastIndexOf('/') + 1);
        Set<String> needed = new HashSet<>();
        read(segment).path("required").valueStream().forEach(key -> needed.add(key.asString("")));
        return needed;
    }

    private static JsonNode read(String file) {
        try (InputStream in =
                NeededKeys.class
                        .getClassLoader()
                        .getResourceAsStream("dev/plumbline/schemas/" + file)) {
            return in == null || file.isEmpty() ? JSON.createObjectNode() : JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
