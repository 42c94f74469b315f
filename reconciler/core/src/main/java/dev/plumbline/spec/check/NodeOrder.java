package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Findings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Whether a pipeline's nodes can run one after the other: no node waits, through others, for
/// itself.
final class NodeOrder {
    private final Findings findings;
    private final Map<String, Node> nodes;
    private final Set<String> done = new HashSet<>();

    NodeOrder(Findings findings, Map<String, Node> nodes) {
        this.findings = findings;
        this.nodes = nodes;
    }

    /// Tells one cycle, at the binding that closes it.
    void check() {
        for (String node : nodes.keySet()) {
            if (hasCycle(node)) {
                return;
            }
        }
    }

    /// Follows the bindings from one node, as deep as they go.
    private boolean hasCycle(String start) {
        SequencedMap<String, Iterator<Map.Entry<String, List<String>>>> path =
                new LinkedHashMap<>();
        enter(start, path);
        while (!path.isEmpty()) {
            String node = path.lastEntry().getKey();
            Iterator<Map.Entry<String, List<String>>> needs = path.lastEntry().getValue();
            if (!needs.hasNext()) {
                path.remove(node);
                done.add(node);
                continue;
            }
            Map.Entry<String, List<String>> needed = needs.next();
            if (!path.containsKey(needed.getKey())) {
                enter(needed.getKey(), path);
            } else if (!needed.getKey().equals(node)) {
                tell(List.copyOf(path.sequencedKeySet()), needed.getKey(), needed.getValue());
                return true;
            }
        }
        return false;
    }

    private void enter(
            String node, SequencedMap<String, Iterator<Map.Entry<String, List<String>>>> path) {
        if (!done.contains(node) && nodes.containsKey(node)) {
            path.putLast(node, needs(nodes.get(node)).entrySet().iterator());
        }
    }

    private void tell(List<String> path, String needed, List<String> at) {
        List<String> cycle = new ArrayList<>(path.subList(path.indexOf(needed), path.size()));
        cycle.add(needed);
        findings.error(
                "cycle",
                "the nodes wait for each other: "
                        + String.join(" → ", cycle.reversed())
                        + "; take one of these bindings out",
                at);
    }

    /// The nodes whose outputs a node takes, each with where it does.
    private static Map<String, List<String>> needs(Node node) {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        node.written()
                .fields("inputs")
                .fields()
                .forEach((name, value) -> {
                    List<String> at = List.of("jobs", node.name(), "inputs", name);
                    Value bound =
                            value instanceof Fields fields
                                    ? fields.get("path").orElse(Value.Null.NULL)
                                    : value;
                    Expression.in(bound.display()).stream()
                            .filter(each -> each.begins(4, "parent", "jobs"))
                            .forEach(each -> needs.putIfAbsent(each.segments().get(2), at));
                });
        return needs;
    }
}
