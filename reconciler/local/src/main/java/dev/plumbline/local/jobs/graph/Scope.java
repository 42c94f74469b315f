package dev.plumbline.local.jobs.graph;

import dev.plumbline.local.jobs.expression.Binding;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One level of a pipeline: its nodes, its own inputs (already followed to where they come from)
/// and its outputs. Follows the bindings that its nodes write.
///
/// @param prefix what the names of its steps begin with: empty for the job, `outer.` for a nested
///   pipeline
record Scope(
        String prefix, Map<String, Node> nodes, Map<String, StepInput> inputs, Fields outputs) {
    /// Keeps bindings that lead to themselves through `parent.jobs.n.inputs` from being followed
    /// for ever.
    private static final int LONGEST_CHAIN = 100;

    static Scope of(String prefix, Fields jobs, Map<String, StepInput> inputs, Fields outputs) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        jobs.fields()
                .forEach((name, value) -> {
                    if (!(value instanceof Fields written)) {
                        throw new InvalidJobException(
                                "node %s is \"%s\"; a node is a mapping with a component or a command"
                                        .formatted(prefix + name, value.display()));
                    }
                    nodes.put(name, Node.of(name, written));
                });
        if (nodes.isEmpty()) {
            throw new InvalidJobException(
                    "the pipeline has no nodes under \"jobs\"; declare at least one step");
        }
        return new Scope(prefix, nodes, inputs, outputs);
    }

    /// Where the value of an input comes from.
    StepInput source(Value value, String where) {
        return source(value, where, 0);
    }

    private StepInput source(Value value, String where, int depth) {
        if (depth > LONGEST_CHAIN) {
            throw new InvalidJobException(where + " is bound to itself");
        }
        return switch (value) {
            case Value.Text(var text) ->
                    binding(text, where)
                            .map(binding -> follow(binding, where, depth + 1))
                            .orElseGet(() -> new StepInput.Literal(value));
            case Value.Bool _, Value.Num _ -> new StepInput.Literal(value);
            case Value.Null _ -> new StepInput.Absent();
            case Value.Resolved(var asset, _) -> new StepInput.Asset(asset);
            case Value.Content content -> new StepInput.Files(content);
            case Fields fields ->
                    fields.get("path")
                            .or(() -> fields.get("value"))
                            .or(() -> fields.get("default"))
                            .map(inner -> source(inner, where, depth + 1))
                            .orElseGet(StepInput.Absent::new);
            case Value.Items _ ->
                    throw new InvalidJobException(
                            where + " is a list; an input is a scalar, an asset or a binding");
            case Value.Reference _, Value.Unknown _ ->
                    throw new InvalidJobException(
                            where + " is " + value.display() + ", which is not resolved");
        };
    }

    private StepInput follow(Binding binding, String where, int depth) {
        return switch (binding) {
            case Binding.ParentInput(var name) -> {
                StepInput input = inputs.get(name);
                if (input == null) {
                    throw new InvalidJobException(
                            "%s is bound to ${{parent.inputs.%s}}, which the pipeline does not declare; it has: %s"
                                    .formatted(where, name, names(inputs.keySet())));
                }
                yield input;
            }
            case Binding.NodeOutput(var node, var name) ->
                    new StepInput.Produced(output(node, name, where));
            case Binding.NodeInput(var node, var name) -> {
                Node bound = node(node, where);
                Value value =
                        bound.written()
                                .fields("inputs")
                                .get(name)
                                .or(() -> bound.declaredInputs().get(name))
                                .orElseThrow(() ->
                                        new InvalidJobException(
                                                "%s is bound to the input \"%s\" of node %s, which has none of that name"
                                                        .formatted(where, name, node)));
                yield source(value, where, depth);
            }
            case Binding.ParentOutput(var name) ->
                    throw new InvalidJobException(
                            "%s is an input and is bound to ${{parent.outputs.%s}}; bind it to the node that makes that"
                                    .formatted(where, name));
        };
    }

    /// The step's output behind an output of a node.
    OutputOf output(String nodeName, String name, String where) {
        Node node = node(nodeName, where);
        if (node.kind().equals("pipeline")) {
            return inner(node).bound(name).orElseThrow(() -> noOutput(where, nodeName, name, node));
        }
        if (!node.declaredOutputs().has(name)) {
            throw noOutput(where, nodeName, name, node);
        }
        return new OutputOf(prefix + nodeName, name);
    }

    /// The step's output that an output of this pipeline is; empty when no node is bound to it.
    Optional<OutputOf> bound(String name) {
        Optional<Binding> own = outputs.get(name).flatMap(value -> target(value, "output " + name));
        if (own.isPresent() && own.get() instanceof Binding.NodeOutput(var node, var output)) {
            return Optional.of(output(node, output, "output " + name));
        }
        for (Node node : nodes.values()) {
            for (var entry : node.written().fields("outputs").fields().entrySet()) {
                String where = "output " + entry.getKey() + " of node " + prefix + node.name();
                Optional<Binding> target = target(entry.getValue(), where);
                if (target.isPresent() && target.get().equals(new Binding.ParentOutput(name))) {
                    return Optional.of(output(node.name(), entry.getKey(), where));
                }
            }
        }
        return Optional.empty();
    }

    /// What an output is bound to, written short or as `path`.
    static Optional<Binding> target(Value value, String where) {
        Value path =
                value instanceof Fields fields ? fields.get("path").orElse(Value.Null.NULL) : value;
        return path instanceof Value.Text(var text) ? outputBinding(text, where) : Optional.empty();
    }

    // The path of an output may also hold macros of Azure's, such as ${{default_datastore}}: they
    // say where the output is
    // kept, which is the artifact store here.
    private static Optional<Binding> outputBinding(String text, String where) {
        return text.contains("parent.") ? binding(text, where) : Optional.empty();
    }

    /// The level below a node that is a pipeline, for its outputs only: its inputs are not
    /// followed.
    private Scope inner(Node node) {
        return of(
                prefix + node.name() + ".",
                node.component().fields("jobs"),
                Map.of(),
                node.component().fields("outputs"));
    }

    private Node node(String name, String where) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new InvalidJobException(
                    "%s is bound to node \"%s\", which the pipeline does not have; it has: %s"
                            .formatted(where, name, names(nodes.keySet())));
        }
        return node;
    }

    private static Optional<Binding> binding(String text, String where) {
        try {
            return Binding.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidJobException(where + ": " + e.getMessage());
        }
    }

    private static InvalidJobException noOutput(
            String where, String nodeName, String name, Node node) {
        return new InvalidJobException(
                "%s is bound to the output \"%s\" of node %s, which has no such output; it has: %s"
                        .formatted(
                                where,
                                name,
                                nodeName,
                                names(node.declaredOutputs().fields().keySet())));
    }

    static String names(Iterable<String> names) {
        String joined = String.join(", ", names);
        return joined.isEmpty() ? "none" : joined;
    }
}
