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

/// Whether what a node gives is what its component takes: known names, everything that is required,
/// literals and bindings of the right type.
final class ComponentFit {
    private final Findings findings;
    private final Fields pipeline;
    private final Interface outside;
    private final Map<String, Node> nodes;

    /// @param pipeline the pipeline that the nodes stand in
    ComponentFit(Findings findings, Fields pipeline, Map<String, Node> nodes) {
        this.findings = findings;
        this.pipeline = pipeline;
        this.outside = Interface.of(pipeline);
        this.nodes = nodes;
    }

    /// @param at the path to the node
    void check(Node node, Interface component, List<String> at) {
        Fields given = node.written().fields("inputs");
        for (Map.Entry<String, Value> input : given.fields().entrySet()) {
            List<String> here = Paths.below(at, "inputs", input.getKey());
            Port port = component.inputs().get(input.getKey());
            if (port == null) {
                unknown(node, "input", input.getKey(), component.inputs(), here);
            } else {
                takes(node, input.getKey(), port, input.getValue(), here);
            }
        }
        component
                .inputs()
                .forEach((name, port) -> {
                    if (port.isRequired()
                            && !given.has(name)
                            && !misspelt(name, given, component)) {
                        lacks(node, name, port, at);
                    }
                });
        for (Map.Entry<String, Value> output :
                node.written().fields("outputs").fields().entrySet()) {
            List<String> here = Paths.below(at, "outputs", output.getKey());
            Port port = component.outputs().get(output.getKey());
            if (port == null) {
                unknown(node, "output", output.getKey(), component.outputs(), here);
            } else {
                gives(node, output.getKey(), port, output.getValue(), here);
            }
        }
    }

    private void lacks(Node node, String name, Port port, List<String> at) {
        findings.keyError(
                "interface",
                node.phrase()
                        + " lacks the input "
                        + name
                        + " ("
                        + port.type()
                        + "), which its component requires",
                at);
    }

    /// A literal is checked where it stands: in the node, or in the pipeline's input that the node
    /// passes on.
    private void takes(Node node, String input, Port port, Value value, List<String> at) {
        Optional<Value> literal = literal(value);
        Optional<Expression> bound = binding(value);
        if (bound.isPresent()) {
            bound(node, input, port, bound.get(), at);
        } else if (literal.isPresent()) {
            tell(node, input, port, literal.get(), place(value, at));
        } else if (value instanceof Fields files && files.has("path") && port.isLiteral()) {
            mismatch(node, input, "files", port, at);
        }
    }

    private void bound(Node node, String input, Port port, Expression bound, List<String> at) {
        if (bound.begins(3, "parent", "inputs") && bound.segments().size() == 3) {
            String name = bound.segments().get(2);
            Optional<Value> declared = pipeline.fields("inputs").get(name);
            Optional<Value> literal = declared.flatMap(ComponentFit::literal);
            if (literal.isPresent() && Expression.in(literal.get().display()).isEmpty()) {
                tell(
                        node,
                        name,
                        port,
                        literal.get(),
                        place(declared.get(), List.of("inputs", name)));
                return;
            }
            if (literal.isEmpty() && declared.filter(Fields.class::isInstance).isPresent()) {
                fits(node, input, port, Port.of(declared.get()), bound, at);
            }
        } else if (bound.begins(5, "parent", "jobs") && bound.segments().get(3).equals("outputs")) {
            // What a node puts out as a number or a flag is a file that holds it.
            Optional.ofNullable(nodes.get(bound.segments().get(2)))
                    .flatMap(Node::ports)
                    .map(ports -> ports.outputs().get(bound.segments().get(4)))
                    .filter(from -> !from.isLiteral() || !port.type().equals("uri_file"))
                    .ifPresent(from -> fits(node, input, port, from, bound, at));
        }
    }

    private void fits(
            Node node, String input, Port port, Port from, Expression bound, List<String> at) {
        if (!port.takes(from)) {
            mismatch(node, input, bound + ", " + from.phrase(), port, at);
        } else if (from.isOptional() && !from.hasDefault() && port.isRequired()) {
            findings.warning(
                    "optional",
                    input
                            + " is bound to "
                            + bound
                            + ", which is optional, but the component of "
                            + node.phrase()
                            + " requires it, so the job fails without it; give the pipeline's input a default, or make it required",
                    at);
        }
    }

    private void gives(Node node, String output, Port port, Value value, List<String> at) {
        binding(value)
                .filter(bound -> bound.begins(3, "parent", "outputs"))
                .map(bound -> outside.outputs().get(bound.segments().get(2)))
                .filter(to -> !to.takes(port))
                .ifPresent(to ->
                        findings.error(
                                "type",
                                output
                                        + " of "
                                        + node.phrase()
                                        + " is "
                                        + port.phrase()
                                        + ", but the pipeline declares this output as "
                                        + to.phrase()
                                        + "; give both the same type",
                                at));
    }

    /// The binding that a value is, whole: of a text with more around it only the platform knows
    /// what it becomes.
    private static Optional<Expression> binding(Value value) {
        return switch (value) {
            case Text(var text) ->
                    Expression.in(text).stream()
                            .filter(expression -> expression.isWhole(text))
                            .findFirst();
            case Fields fields -> fields.get("path").flatMap(ComponentFit::binding);
            case Value _ -> Optional.empty();
        };
    }

    private static Optional<Value> literal(Value value) {
        return switch (value) {
            case Fields fields -> fields.get("value");
            case Text(var text) when text.contains("${{") -> Optional.empty();
            case Value _ -> Optional.of(value);
        };
    }

    private static List<String> place(Value value, List<String> at) {
        return value instanceof Fields ? Paths.below(at, "value") : at;
    }

    private void tell(Node node, String input, Port port, Value value, List<String> at) {
        port.fault(value)
                .ifPresent(what ->
                        findings.error(
                                "type",
                                input
                                        + " is "
                                        + Names.shown(value)
                                        + ", but the component of "
                                        + node.phrase()
                                        + " "
                                        + what,
                                at));
    }

    private void mismatch(Node node, String input, String given, Port port, List<String> at) {
        findings.error(
                "type",
                input
                        + " is "
                        + given
                        + ", but the component of "
                        + node.phrase()
                        + " takes "
                        + port.phrase(),
                at);
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
        Optional<String> otherCase =
                known.keySet().stream().filter(name::equalsIgnoreCase).findFirst();
        if (otherCase.isPresent()) {
            findings.warning(
                    "interface",
                    "the component of "
                            + node.phrase()
                            + " calls its "
                            + what
                            + " \""
                            + otherCase.get()
                            + "\"; Azure ML may pass over the other capitals, write it so all the same",
                    at);
            return;
        }
        findings.keyError(
                "interface",
                "the component of "
                        + node.phrase()
                        + " has no "
                        + what
                        + " \""
                        + name
                        + "\""
                        + Names.instead(name, known.keySet(), "it has none"),
                at);
    }
}
