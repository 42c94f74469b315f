package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Names;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Paths;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the inputs and outputs of nodes are bound to: `${{parent.inputs.x}}`,
/// `${{parent.outputs.x}}`, `${{parent.jobs.node.outputs.x}}`, `${{parent.jobs.node.inputs.x}}`.
final class Bindings {
    private static final List<String> PARTS = List.of("inputs", "outputs", "jobs");

    private final Findings findings;
    private final Interface pipeline;
    private final Map<String, Node> nodes;

    Bindings(Findings findings, Interface pipeline, Map<String, Node> nodes) {
        this.findings = findings;
        this.pipeline = pipeline;
        this.nodes = nodes;
    }

    void check(Node node, List<String> at) {
        for (String ports : List.of("inputs", "outputs")) {
            for (Map.Entry<String, Value> port : node.written().fields(ports).fields().entrySet()) {
                List<String> here = Paths.below(at, ports, port.getKey());
                switch (port.getValue()) {
                    case Text(var text) -> text(node, text, here);
                    case Fields fields
                            when fields.get("path").orElse(Value.Null.NULL)
                                    instanceof Text(var text) ->
                            text(node, text, Paths.below(here, "path"));
                    case Value _ -> {}
                }
            }
        }
    }

    /// Checks the expressions of a text that name something outside of the node.
    void text(Node node, String text, List<String> at) {
        for (Expression expression : Expression.in(text)) {
            fault(node, expression)
                    .ifPresent(fault ->
                            findings.error(
                                    "expression", expression + fault, at, expression.written()));
        }
    }

    private Optional<String> fault(Node node, Expression expression) {
        List<String> segments = expression.segments();
        if (!segments.getFirst().equals("parent")) {
            return Nearest.to(segments.getFirst(), List.of("parent"))
                    .map(_ -> ": did you mean \"parent\"?");
        }
        if (segments.size() < 3) {
            return Optional.empty();
        }
        String name = segments.get(2);
        return switch (segments.get(1)) {
            case "inputs" -> known("input", name, pipeline.inputs());
            case "outputs" -> known("output", name, pipeline.outputs());
            case "jobs" -> ofNode(node, expression, name);
            default ->
                    Optional.of(
                            " is not understood"
                                    + Names.instead(segments.get(1), PARTS, "there are none"));
        };
    }

    private static Optional<String> known(String what, String name, Map<String, Port> ports) {
        return ports.containsKey(name)
                ? Optional.empty()
                : Optional.of(
                        ": the pipeline declares no "
                                + what
                                + " \""
                                + name
                                + "\""
                                + Names.instead(name, ports.keySet(), "it declares none"));
    }

    private Optional<String> ofNode(Node node, Expression expression, String name) {
        Node other = nodes.get(name);
        if (other == null) {
            return Optional.of(
                    ": the pipeline has no node \""
                            + name
                            + "\""
                            + Names.instead(name, nodes.keySet(), "it has none"));
        }
        if (other.name().equals(node.name())
                && expression.begins(4, "parent", "jobs", name, "outputs")) {
            return Optional.of(": a node cannot use its own output");
        }
        if (expression.segments().size() < 5) {
            return Optional.empty();
        }
        String direction = expression.segments().get(3);
        String port = expression.segments().get(4);
        return switch (direction) {
            case "outputs" -> ofPort(other, "output", port, other.ports().map(Interface::outputs));
            case "inputs" -> ofPort(other, "input", port, other.ports().map(Interface::inputs));
            default ->
                    Optional.of(
                            " is not understood"
                                    + Names.instead(
                                            direction,
                                            List.of("inputs", "outputs"),
                                            "there are none"));
        };
    }

    private static Optional<String> ofPort(
            Node node, String what, String port, Optional<Map<String, Port>> known) {
        boolean written = node.written().fields(what + "s").has(port) || known.isEmpty();
        return written || known.get().containsKey(port)
                ? Optional.empty()
                : Optional.of(
                        ": node "
                                + node.name()
                                + " has no "
                                + what
                                + " \""
                                + port
                                + "\""
                                + Names.instead(port, known.get().keySet(), "it has none"));
    }
}
