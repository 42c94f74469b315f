package dev.plumbline.agent.control;

import dev.plumbline.agent.api.LineageView;
import dev.plumbline.agent.api.LineageView.Edge;
import dev.plumbline.agent.api.LineageView.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A lineage graph as it grows; nodes and edges stand in it once.
final class LineageGraph {
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();

    /// Adds a node.
    ///
    /// @return whether it is new, so that what it came from is still to be found out
    boolean add(String id, String type, String label, Map<String, String> attributes) {
        return nodes.putIfAbsent(id, new Node(id, type, label, attributes)) == null;
    }

    void edge(String from, String to, String relation) {
        edges.add(new Edge(from, to, relation));
    }

    /// What could not be found out stands in the graph too.
    void unknown(String from, String relation, String what) {
        String id = "unknown/" + what;
        add(id, "unknown", what, Map.of());
        edge(from, id, relation);
    }

    LineageView view(String root) {
        return new LineageView(root, new ArrayList<>(nodes.values()), List.copyOf(edges));
    }
}
