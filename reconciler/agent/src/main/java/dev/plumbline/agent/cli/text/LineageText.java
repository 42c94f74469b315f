package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.LineageView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `plumb lineage`: a tree from what was asked back to what it came from. What is reached twice is
/// told once.
public final class LineageText {
    private final Map<String, LineageView.Node> nodes;
    private final Map<String, List<LineageView.Edge>> edges;
    private final Ink ink;
    private final Set<String> told = new HashSet<>();
    private final StringBuilder out = new StringBuilder();

    private LineageText(LineageView lineage, Ink ink) {
        this.nodes =
                lineage.nodes().stream()
                        .collect(
                                Collectors.toMap(
                                        LineageView.Node::id,
                                        Function.identity(),
                                        (first, _) -> first));
        this.edges =
                lineage.edges().stream().collect(Collectors.groupingBy(LineageView.Edge::from));
        this.ink = ink;
    }

    public static String render(LineageView lineage, Ink ink) {
        LineageText text = new LineageText(lineage, ink);
        text.out.append(text.describe(lineage.root())).append('\n');
        text.told.add(lineage.root());
        text.below(lineage.root(), "");
        return text.out.toString();
    }

    private void below(String id, String indent) {
        List<LineageView.Edge> children = edges.getOrDefault(id, List.of());
        for (int index = 0; index < children.size(); index++) {
            LineageView.Edge edge = children.get(index);
            boolean isLast = index == children.size() - 1;
            boolean isNew = told.add(edge.to());
            out.append(indent)
                    .append(isLast ? "└─ " : "├─ ")
                    .append(ink.faint(edge.relation()))
                    .append(' ');
            out.append(describe(edge.to()))
                    .append(isNew || !edges.containsKey(edge.to()) ? "" : " (above)")
                    .append('\n');
            if (isNew) {
                below(edge.to(), indent + (isLast ? "   " : "│  "));
            }
        }
    }

    private String describe(String id) {
        LineageView.Node node = nodes.get(id);
        if (node == null) {
            return "unknown " + id;
        }
        String status = node.attributes().getOrDefault("status", "");
        return node.type()
                + " "
                + ink.strong(node.label())
                + (status.isEmpty() ? "" : " (" + ink.state(status) + ")");
    }
}
