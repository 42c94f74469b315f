package dev.plumbline.agent.api;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where something came from: nodes, and edges from each to what it came from.
///
/// @param root the id of the node that was asked for
public record LineageView(String root, List<Node> nodes, List<Edge> edges) {
    public LineageView {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// A thing of the past or the present.
    ///
    /// @param id unique in the graph: `model/fraud:3`, `run/3f9c…`, `commit/2ab1…`
    /// @param type `request`, `endpoint`, `deployment`, `model`, `data`, `environment`,
    ///   `component`, `run`, `job`, `code`, `commit`, `person` or `unknown` for what could not be
    ///   found out
    /// @param label what a person calls it
    /// @param attributes more of it: `digest`, `author`, `time`, `url`, `path`; of a run `job`,
    ///   `started`, `ended`, `status`
    public record Node(String id, String type, String label, Map<String, String> attributes) {
        public Node {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }
    }

    /// `from` came from `to`.
    ///
    /// @param relation what binds them, read from left to right: `served by`, `holds`, `registered
    ///   by`, `read`, `ran`, `declared in`, `written by`, `approved by`
    public record Edge(String from, String to, String relation) {}
}
