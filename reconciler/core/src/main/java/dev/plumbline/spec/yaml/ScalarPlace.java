package dev.plumbline.spec.yaml;

import dev.plumbline.spec.problem.Position;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// Where the characters of a text stand in a file, without its quotes, so that they can be replaced
/// and everything else stays. Only a text that stands on one line, as it means, and in one place
/// has such characters: not one that an anchor or an alias shares.
///
/// @param from the first character of the file's text, which is without a byte order mark
/// @param to behind the last
public record ScalarPlace(int from, int to, Position position) {
    /// @param path of keys and indexes
    /// @throws YamlException when the text cannot be replaced there; says why and what to do
    public static ScalarPlace of(byte[] bytes, List<String> path) throws YamlException {
        YamlDocument document =
                YamlReader.read(bytes)
                        .orElseThrow(() -> refused(Position.START, path, "the file is empty"));
        Node node = document.root();
        for (String segment : path) {
            requireOwn(node, path);
            node = below(node, segment, path);
        }
        if (node instanceof ScalarNode scalar) {
            requireOwn(scalar, path);
            return of(YamlReader.text(bytes), scalar, path);
        }
        throw refused(position(node), path, "no text stands here");
    }

    private static Node below(Node node, String segment, List<String> path) throws YamlException {
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(segment)) {
                        return requireBehind(tuple.getValueNode(), key.getEndMark(), path);
                    }
                }
            }
            case SequenceNode sequence -> {
                int index = Integer.parseInt(segment);
                if (index < sequence.getValue().size()) {
                    return requireBehind(
                            sequence.getValue().get(index), sequence.getStartMark(), path);
                }
            }
            default -> {}
        }
        throw refused(position(node), path, "it stands elsewhere and is merged in here (<<)");
    }

    /// An alias gives the node that it stands for, which stands further up.
    private static Node requireBehind(Node node, Mark before, List<String> path)
            throws YamlException {
        if (node.getStartMark().getIndex() < before.getIndex()) {
            throw refused(position(before), path, "it is an alias of what stands elsewhere");
        }
        return node;
    }

    private static void requireOwn(Node node, List<String> path) throws YamlException {
        if (node.getAnchor() != null) {
            throw refused(
                    position(node),
                    path,
                    "the anchor &" + node.getAnchor() + " lets other places share it");
        }
    }

    private static ScalarPlace of(String text, ScalarNode scalar, List<String> path)
            throws YamlException {
        int from = text.offsetByCodePoints(0, scalar.getStartMark().getIndex());
        int to = text.offsetByCodePoints(0, scalar.getEndMark().getIndex());
        int quotes = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
        if (to - from < 2 * quotes
                || !text.substring(from + quotes, to - quotes).equals(scalar.getValue())) {
            throw refused(position(scalar), path, "it is not written as it is, on one line, here");
        }
        return new ScalarPlace(from + quotes, to - quotes, position(scalar));
    }

    private static YamlException refused(Position at, List<String> path, String why) {
        return new YamlException(
                at,
                "edit",
                "\"%s\" cannot be set: %s; write it out as plain text"
                        .formatted(String.join(".", path), why));
    }

    private static Position position(Node node) {
        return position(node.getStartMark());
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
