package dev.plumbline.agent.cli.text;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes the control characters out of texts that come from specs, commits and platforms: whoever
/// writes a commit message must not be able to steer the terminal of who reads it.
public final class TerminalSafe {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TerminalSafe() {}

    public static String text(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    /// The same JSON with every text made safe.
    public static JsonNode json(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode safe = NODES.objectNode();
                object.properties()
                        .forEach(entry -> safe.set(text(entry.getKey()), json(entry.getValue())));
                yield safe;
            }
            case ArrayNode array -> {
                ArrayNode safe = NODES.arrayNode();
                array.forEach(item -> safe.add(json(item)));
                yield safe;
            }
            case JsonNode leaf when leaf.isString() -> NODES.stringNode(text(leaf.stringValue()));
            case JsonNode leaf -> leaf;
        };
    }
}
