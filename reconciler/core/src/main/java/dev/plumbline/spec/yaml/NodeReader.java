package dev.plumbline.spec.yaml;

import dev.plumbline.resource.Pool;
import dev.plumbline.resource.Value;
import dev.plumbline.spec.problem.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Turns nodes into values: merge keys (`<<`) are followed, a key that stands twice is an error
/// that names both places, and so is a value that holds itself.
final class NodeReader {
    private static final int MAX_VALUES = 200_000;

    /// Keys come again in every document.
    private static final Pool<String> KEYS = new Pool<>(4096);

    /// The collections that are being read, from the root inwards.
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private int values;

    Value read(Node node) throws YamlException {
        count(node);
        return switch (node) {
            case ScalarNode scalar -> ScalarReader.read(scalar);
            case SequenceNode sequence -> {
                enter(sequence);
                List<Value> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(read(item));
                }
                open.remove(sequence);
                yield new Value.Items(items);
            }
            case MappingNode mapping -> new Value.Fields(mapping(mapping));
            case AnchorNode anchor -> read(anchor.getRealNode());
            default -> throw problem(node, "yaml", "unexpected YAML of type " + node.getNodeId());
        };
    }

    private void count(Node node) throws YamlException {
        if (++values > MAX_VALUES) {
            throw problem(
                    node,
                    "yaml",
                    "the document has more than 200,000 values once its aliases are followed; split it");
        }
    }

    private void enter(Node collection) throws YamlException {
        if (!open.add(collection)) {
            throw problem(
                    collection,
                    "yaml",
                    "this value holds itself through an alias; remove the alias inside it");
        }
        if (open.size() > BoundedParser.MAX_LEVELS) {
            throw problem(
                    collection,
                    "yaml",
                    "this is nested more than "
                            + BoundedParser.MAX_LEVELS
                            + " levels deep once aliases are followed; flatten it");
        }
    }

    private Map<String, Value> mapping(MappingNode mapping) throws YamlException {
        enter(mapping);
        Map<String, Value> fields = new LinkedHashMap<>();
        Map<String, Node> seen = new LinkedHashMap<>();
        Map<String, Value> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), merged);
                continue;
            }
            String key = key(tuple.getKeyNode());
            Node first = seen.putIfAbsent(key, tuple.getKeyNode());
            if (first != null) {
                int line = first.getStartMark().getLine() + 1;
                throw problem(
                        tuple.getKeyNode(),
                        "duplicate-key",
                        "\""
                                + key
                                + "\" stands twice, here and in line "
                                + line
                                + "; remove one of them");
            }
            fields.put(key, read(tuple.getValueNode()));
        }
        merged.forEach(fields::putIfAbsent);
        open.remove(mapping);
        return fields;
    }

    /// YAML's merge key: keys of the mapping itself win over merged ones, earlier merges win over
    /// later ones.
    private void merge(Node source, Map<String, Value> merged) throws YamlException {
        count(source);
        switch (source) {
            case MappingNode mapping -> {
                for (Map.Entry<String, Value> entry : mapping(mapping).entrySet()) {
                    merged.putIfAbsent(entry.getKey(), entry.getValue());
                }
            }
            case SequenceNode sequence -> {
                enter(sequence);
                for (Node item : sequence.getValue()) {
                    merge(item, merged);
                }
                open.remove(sequence);
            }
            default -> throw problem(source, "yaml", "\"<<\" merges mappings; this is none");
        }
    }

    private static String key(Node node) throws YamlException {
        if (node instanceof ScalarNode scalar) {
            return KEYS.canonical(scalar.getValue());
        }
        throw problem(node, "yaml", "a key must be plain text");
    }

    private static YamlException problem(Node node, String code, String message) {
        var mark = node.getStartMark();
        return new YamlException(
                new Position(mark.getLine() + 1, mark.getColumn() + 1), code, message);
    }
}
