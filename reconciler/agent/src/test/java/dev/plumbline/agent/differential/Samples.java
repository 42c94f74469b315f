package dev.plumbline.agent.differential;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A plausible value for a place in a document: the schema's own example, else the least of its
/// type.
final class Samples {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 4;

    private Samples() {}

    static JsonNode of(Grammar grammar, int depth) {
        List<JsonNode> examples = grammar.examples();
        if (!examples.isEmpty()) {
            return examples.getFirst();
        }
        List<JsonNode> allowed = grammar.allowed();
        if (!allowed.isEmpty()) {
            return allowed.getFirst();
        }
        Set<String> types = grammar.types();
        if (types.contains("string") && grammar.isReference()) {
            return NODES.stringNode("azureml:name:1");
        }
        if (types.contains("boolean")) {
            return NODES.booleanNode(true);
        }
        if (types.contains("integer")) {
            return NODES.numberNode(grammar.bounds().stream().findFirst().orElse(1L));
        }
        if (types.contains("number")) {
            return NODES.numberNode(0.5);
        }
        if (types.contains("object") && depth < DEEPEST) {
            return mapping(grammar, depth);
        }
        if (types.contains("array") && depth < DEEPEST) {
            return NODES.arrayNode().add(of(grammar.items(), depth + 1));
        }
        return NODES.stringNode("text");
    }

    private static ObjectNode mapping(Grammar grammar, int depth) {
        ObjectNode mapping = NODES.objectNode();
        for (String key : grammar.required()) {
            mapping.set(key, of(grammar.property(key), depth + 1));
        }
        if (grammar.keys().isEmpty() && !grammar.free().parts().isEmpty()) {
            mapping.set("one", of(grammar.free(), depth + 1));
        }
        return mapping;
    }
}
