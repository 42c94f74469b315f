package dev.plumbline.agent.cli.text;

import dev.plumbline.agent.api.LineageView;

/// A lineage in Graphviz's DOT language: `plumb lineage ID --output dot | dot -Tsvg`.
public final class LineageDot {
    private LineageDot() {}

    public static String render(LineageView lineage) {
        StringBuilder out =
                new StringBuilder(
                        "digraph lineage {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (LineageView.Node node : lineage.nodes()) {
            out.append(
                    "  %s [label=%s];\n"
                            .formatted(quote(node.id()), quote(node.type() + "\n" + node.label())));
        }
        for (LineageView.Edge edge : lineage.edges()) {
            out.append(
                    "  %s -> %s [label=%s];\n"
                            .formatted(
                                    quote(edge.from()), quote(edge.to()), quote(edge.relation())));
        }
        return out.append("}\n").toString();
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
