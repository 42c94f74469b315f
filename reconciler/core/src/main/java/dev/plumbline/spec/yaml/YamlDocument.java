package dev.plumbline.spec.yaml;

import dev.plumbline.resource.Value;
import dev.plumbline.spec.problem.Position;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A YAML document: its value, and where each part of it stands. The nodes that know the places
/// take many times the room of the text and are seldom asked for, so they are not kept: they are
/// composed again when something turns out to be wrong.
public final class YamlDocument {
    private final byte[] text;
    private final int number;
    private final Value value;
    private final Position start;
    private volatile WeakReference<Node> nodes;

    /// @param text what the nodes were read from; not changed afterwards
    /// @param number how many documents stand before it in the text
    YamlDocument(byte[] text, int number, Node root, Value value) {
        this.text = text;
        this.number = number;
        this.value = value;
        this.start = mark(root);
        this.nodes = new WeakReference<>(root);
    }

    public Value value() {
        return value;
    }

    /// The place of the value at a path of keys and indexes; of its nearest parent when it is not
    /// there.
    public Position position(List<String> path) {
        return path.isEmpty() ? start : mark(walk(path));
    }

    /// The place of a part of the text at a path: in a block of several lines, the line that holds
    /// it.
    public Position position(List<String> path, String part) {
        Node node = walk(path);
        int line = node.getStartMark().getLine();
        List<String> lines =
                new String(text, StandardCharsets.UTF_8)
                        .lines()
                        .skip(line)
                        .limit(node.getEndMark().getLine() - line + 1L)
                        .toList();
        for (int i = 0; i < lines.size(); i++) {
            int column = lines.get(i).indexOf(part);
            if (column >= 0) {
                return new Position(line + i + 1, column + 1);
            }
        }
        return mark(node);
    }

    /// The place of the key itself; of the mapping when the key is not there.
    public Position keyPosition(List<String> path) {
        if (path.isEmpty()) {
            return position(path);
        }
        Node parent = walk(path.subList(0, path.size() - 1));
        if (parent instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(path.getLast())) {
                    return mark(key);
                }
            }
        }
        return position(path);
    }

    /// The size of its text in bytes.
    public int size() {
        return text.length;
    }

    Node root() {
        Node root = nodes.get();
        if (root == null) {
            root = YamlReader.compose(text, number);
            nodes = new WeakReference<>(root);
        }
        return root;
    }

    private Node walk(List<String> path) {
        Node node = root();
        for (String segment : path) {
            Optional<Node> next = child(node, segment);
            if (next.isEmpty()) {
                return node;
            }
            node = next.get();
        }
        return node;
    }

    private static Optional<Node> child(Node node, String segment) {
        return switch (node) {
            case MappingNode mapping ->
                    mapping.getValue().stream()
                            .filter(tuple ->
                                    tuple.getKeyNode() instanceof ScalarNode key
                                            && key.getValue().equals(segment))
                            .map(NodeTuple::getValueNode)
                            .findFirst();
            case SequenceNode sequence -> {
                int index = index(segment);
                boolean inside = index >= 0 && index < sequence.getValue().size();
                yield inside ? Optional.of(sequence.getValue().get(index)) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static int index(String segment) {
        boolean digits =
                !segment.isEmpty()
                        && segment.length() < 9
                        && segment.chars().allMatch(Character::isDigit);
        return digits ? Integer.parseInt(segment) : -1;
    }

    private static Position mark(Node node) {
        Mark mark = node.getStartMark();
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
