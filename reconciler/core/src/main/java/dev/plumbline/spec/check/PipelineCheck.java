package dev.plumbline.spec.check;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Text;
import dev.plumbline.spec.problem.Findings;
import dev.plumbline.spec.problem.Names;
import dev.plumbline.spec.problem.Nearest;
import dev.plumbline.spec.problem.Paths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Checks the nodes of a pipeline against each other, against the pipeline's own inputs and outputs
/// and against the components that they use. Of a component that only the platform knows nothing is
/// asked.
public final class PipelineCheck {
    private final Findings findings;
    private final Function<String, Optional<Fields>> components;

    /// @param components a component by what a node says of it, when the repository holds it
    public PipelineCheck(Findings findings, Function<String, Optional<Fields>> components) {
        this.findings = findings;
        this.components = components;
    }

    /// Checks a pipeline job or a pipeline component.
    public void check(Fields pipeline) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        pipeline.fields("jobs")
                .fields()
                .forEach((name, value) -> {
                    if (value instanceof Fields written) {
                        nodes.put(name, node(name, written));
                    }
                });
        Bindings bindings = new Bindings(findings, Interface.of(pipeline), nodes);
        nodes.values().forEach(node -> check(node, bindings, pipeline.fields("inputs")));
        new NodeOrder(findings, nodes).check();
    }

    private Node node(String name, Fields written) {
        Optional<Fields> component =
                switch (written.get("component").orElse(Value.Null.NULL)) {
                    case Fields inline -> Optional.of(inline);
                    case Text(var reference) -> components.apply(reference);
                    case Value _ -> Optional.empty();
                };
        boolean named = written.has("component");
        return new Node(
                name,
                written,
                component.map(Interface::of),
                named ? Optional.empty() : Optional.of(Interface.of(written)));
    }

    private void check(Node node, Bindings bindings, Fields declared) {
        List<String> at = List.of("jobs", node.name());
        new NodeTexts(findings, bindings, node).check(at);
        node.component().ifPresent(component -> fits(node, component, declared, at));
        bindings.check(node, at);
    }

    /// @param declared the pipeline's inputs
    private void fits(Node node, Interface component, Fields declared, List<String> at) {
        Fields given = node.written().fields("inputs");
        for (Map.Entry<String, Value> input : given.fields().entrySet()) {
            List<String> here = Paths.below(at, "inputs", input.getKey());
            Port port = component.inputs().get(input.getKey());
            if (port == null) {
                unknown(node, "input", input.getKey(), component.inputs(), here);
            } else {
                takes(node, input.getKey(), port, input.getValue(), declared, here);
            }
        }
        component
                .inputs()
                .forEach((name, port) -> {
                    if (port.required() && !given.has(name) && !misspelt(name, given, component)) {
                        findings.keyError(
                                "interface",
                                "node "
                                        + node.name()
                                        + " lacks the input "
                                        + name
                                        + " ("
                                        + port.type()
                                        + "), which its component requires",
                                at);
                    }
                });
        for (String output : node.written().fields("outputs").fields().keySet()) {
            if (!component.outputs().containsKey(output)) {
                unknown(
                        node,
                        "output",
                        output,
                        component.outputs(),
                        Paths.below(at, "outputs", output));
            }
        }
    }

    /// A literal is checked where it stands: in the node, or in the pipeline's input that the node
    /// passes on.
    private void takes(
            Node node, String input, Port port, Value value, Fields declared, List<String> at) {
        List<Expression> expressions = Expression.in(value.display());
        if (expressions.isEmpty()) {
            tell(node, input, port.fault(value), value, at);
            return;
        }
        Expression bound = expressions.getFirst();
        boolean whole =
                value.display().strip().length() == value.display().strip().indexOf("}}") + 2;
        if (!whole || bound.segments().size() != 3 || !bound.begins(3, "parent", "inputs")) {
            return;
        }
        String name = bound.segments().get(2);
        declared.get(name)
                .filter(literal -> !(literal instanceof Fields))
                .ifPresent(literal ->
                        tell(node, name, port.fault(literal), literal, List.of("inputs", name)));
    }

    private void tell(
            Node node, String input, Optional<String> fault, Value value, List<String> at) {
        fault.ifPresent(what ->
                findings.error(
                        "type",
                        input
                                + " is "
                                + shown(value)
                                + ", but the component of node "
                                + node.name()
                                + " "
                                + what,
                        at));
    }

    /// A required input that was given under a name like it: that is one mistake, and it is told at
    /// the name.
    private static boolean misspelt(String name, Fields given, Interface component) {
        return given.fields().keySet().stream()
                .filter(each -> !component.inputs().containsKey(each))
                .anyMatch(each -> Nearest.to(each, List.of(name)).isPresent());
    }

    private void unknown(
            Node node, String what, String name, Map<String, Port> known, List<String> at) {
        findings.keyError(
                "interface",
                "the component of node "
                        + node.name()
                        + " has no "
                        + what
                        + " \""
                        + name
                        + "\""
                        + Names.instead(name, known.keySet(), "it has none"),
                at);
    }

    private static String shown(Value value) {
        return value instanceof Text ? "\"" + value.display() + "\"" : value.display();
    }
}
