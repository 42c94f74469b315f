package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Findings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            if (visit(node, new ArrayList<>())) {
                return;
            }
        }
    }

    private boolean visit(String node, List<String> path) {
        if (done.contains(node) || !nodes.containsKey(node)) {
            return false;
        }
        path.add(node);
        for (Map.Entry<String, List<String>> needed : needs(nodes.get(node)).entrySet()) {
            int begin = path.indexOf(needed.getKey());
            if (begin >= 0 && !needed.getKey().equals(node)) {
                List<String> cycle = new ArrayList<>(path.subList(begin, path.size()));
                cycle.add(needed.getKey());
                findings.error(
                        "cycle",
                        "the nodes wait for each other: "
                                + String.join(" → ", cycle.reversed())
                                + "; take one of these bindings out",
                        needed.getValue());
                return true;
            }
            if (begin < 0 && visit(needed.getKey(), path)) {
                return true;
            }
        }
        path.removeLast();
        done.add(node);
        return false;
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
