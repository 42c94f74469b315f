package dev.plumbline.ledger;

import dev.plumbline.plan.ship.ShippedFrom;
import dev.plumbline.resource.ResourceId;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as the ledger writes it: one value per line, so that a difference of two releases is a
/// difference of lines.
final class LedgerJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER =
            JSON.writer()
                    .with(
                            new DefaultPrettyPrinter(
                                            Separators.createDefaultInstance()
                                                    .withObjectNameValueSpacing(
                                                            Separators.Spacing.AFTER)
                                                    .withObjectEmptySeparator("")
                                                    .withArrayEmptySeparator(""))
                                    .withObjectIndenter(INDENT)
                                    .withArrayIndenter(INDENT));

    private LedgerJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] write(JsonNode node) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        WRITER.writeValue(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), node);
        bytes.write('\n');
        return bytes.toByteArray();
    }

    static JsonNode read(byte[] bytes) {
        return JSON.readTree(bytes);
    }

    /// The node with the keys of every object in it sorted.
    static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties()
                    .forEach(entry -> fields.put(entry.getKey(), sorted(entry.getValue())));
            ObjectNode object = object();
            fields.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return node;
    }

    /// A text that has to be there.
    ///
    /// @throws IllegalArgumentException when it is not
    static String text(JsonNode node, String key) {
        return optionalText(node, key)
                .orElseThrow(() ->
                        new IllegalArgumentException("\"" + key + "\" is missing or no text"));
    }

    static Optional<String> optionalText(JsonNode node, String key) {
        return node.path(key).asStringOpt();
    }

    static List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        node.path(key).forEach(item -> texts.add(item.asString()));
        return List.copyOf(texts);
    }

    static void put(ObjectNode object, String key, List<String> texts) {
        var array = object.putArray(key);
        texts.forEach(array::add);
    }

    static void put(ObjectNode object, String key, ShippedFrom from) {
        object.putObject(key)
                .put("workspace", from.workspace())
                .put("release", from.release())
                .put("commit", from.commit());
    }

    static Optional<ShippedFrom> shippedFrom(JsonNode node, String key) {
        return node.has(key)
                ? Optional.of(
                        new ShippedFrom(
                                text(node.path(key), "workspace"),
                                text(node.path(key), "release"),
                                text(node.path(key), "commit")))
                : Optional.empty();
    }

    static void putVersions(ObjectNode object, String key, Map<ResourceId, String> versions) {
        ObjectNode node = object.putObject(key);
        new TreeMap<>(versions).forEach((id, version) -> node.put(id.toString(), version));
    }

    static Map<ResourceId, String> versions(JsonNode node, String key) {
        Map<ResourceId, String> versions = new TreeMap<>();
        node.path(key)
                .properties()
                .forEach(entry ->
                        versions.put(
                                ResourceId.parse(entry.getKey()), entry.getValue().asString()));
        return versions;
    }
}
