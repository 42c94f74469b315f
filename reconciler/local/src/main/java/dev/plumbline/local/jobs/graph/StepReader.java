package dev.plumbline.local.jobs.graph;

import dev.plumbline.local.jobs.expression.CommandTemplate;
import dev.plumbline.local.jobs.expression.Literals;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the command nodes of one level of a pipeline.
final class StepReader {
    private static final Set<String> ASSET_TYPES =
            Set.of(
                    "uri_file",
                    "uri_folder",
                    "mltable",
                    "mlflow_model",
                    "custom_model",
                    "triton_model",
                    "path");

    /// Azure ML's longest time for a job: 60 days.
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(5_184_000);

    private final Scope scope;
    private final List<String> notes;

    StepReader(Scope scope, List<String> notes) {
        this.scope = scope;
        this.notes = notes;
    }

    Step read(Node node) {
        String name = scope.prefix() + node.name();
        Map<String, StepInput> inputs = inputs(node, name);
        Map<String, String> outputs = outputs(node, name);
        String command =
                node.field("command")
                        .map(Value::display)
                        .orElseThrow(
                                () -> new InvalidJobException("step " + name + " has no command"));
        checkCommand(name, command, inputs, outputs);
        node.field("distribution")
                .ifPresent(value ->
                        notes.add(
                                "step %s: distribution is ignored; the embedded platform runs one process"
                                        .formatted(name)));
        return new Step(
                name,
                command,
                code(node, name),
                environment(node, name),
                variables(node),
                node.field("distribution"),
                inputs,
                outputs,
                timeout(node, name),
                !node.field("is_deterministic").filter(new Value.Bool(false)::equals).isPresent());
    }

    /// The inputs of a node: what it gives, over the defaults of its component.
    Map<String, StepInput> inputs(Node node, String name) {
        Fields given = node.written().fields("inputs");
        Fields declared = node.declaredInputs();
        Map<String, StepInput> inputs = new LinkedHashMap<>();
        declared.fields()
                .forEach((input, port) -> {
                    Node.checkName("step " + name + ": the input", input);
                    Fields fields = port instanceof Fields known ? known : Fields.EMPTY;
                    inputs.put(input, input(name, input, fields, given.get(input)));
                });
        for (var entry : given.fields().entrySet()) {
            if (!node.isInline() && !declared.has(entry.getKey())) {
                throw new InvalidJobException(
                        "step %s is given the input \"%s\", which its component does not declare; it has: %s"
                                .formatted(
                                        name,
                                        entry.getKey(),
                                        Scope.names(declared.fields().keySet())));
            }
            if (node.isInline()) {
                Node.checkName("step " + name + ": the input", entry.getKey());
                inputs.put(
                        entry.getKey(),
                        input(
                                name,
                                entry.getKey(),
                                typeOf(entry.getValue()),
                                Optional.of(entry.getValue())));
            }
        }
        return inputs;
    }

    private StepInput input(String step, String name, Fields port, Optional<Value> given) {
        String where = "input " + name + " of step " + step;
        StepInput source =
                given.map(value -> scope.source(value, where)).orElseGet(StepInput.Absent::new);
        if (source instanceof StepInput.Absent && port.has("default")) {
            source = scope.source(port.fields().getOrDefault("default", Value.Null.NULL), where);
        }
        boolean optional = port.get("optional").filter(new Value.Bool(true)::equals).isPresent();
        if (source instanceof StepInput.Absent && !optional) {
            throw new InvalidJobException(where + " is required and is not given");
        }
        if (source instanceof StepInput.Literal(var value) && isAsset(port)) {
            throw new InvalidJobException(
                    "%s is \"%s\"; the embedded platform reads files of the repository and registered assets: register it"
                                    .formatted(where, value.display())
                            + " as data and refer to that");
        }
        return source;
    }

    private static boolean isAsset(Fields port) {
        return port.text("type").filter(ASSET_TYPES::contains).isPresent();
    }

    /// An input of an inline command says its type itself; without one, `path` makes it an asset.
    private static Fields typeOf(Value value) {
        Fields fields = value instanceof Fields known ? known : Fields.EMPTY;
        return fields.has("path") && !fields.has("type")
                ? fields.with("type", Value.text("uri_folder"))
                : fields;
    }

    private static Map<String, String> outputs(Node node, String name) {
        Map<String, String> outputs = new LinkedHashMap<>();
        node.declaredOutputs()
                .fields()
                .forEach((output, port) -> {
                    Node.checkName("step " + name + ": the output", output);
                    Fields fields = port instanceof Fields known ? known : Fields.EMPTY;
                    outputs.put(output, fields.text("type").orElse("uri_folder"));
                });
        for (String output : node.written().fields("outputs").fields().keySet()) {
            if (!outputs.containsKey(output)) {
                throw new InvalidJobException(
                        "step %s binds the output \"%s\", which its component does not declare; it has: %s"
                                .formatted(name, output, Scope.names(outputs.keySet())));
            }
        }
        return outputs;
    }

    private static void checkCommand(
            String name,
            String command,
            Map<String, StepInput> inputs,
            Map<String, String> outputs) {
        CommandTemplate template;
        try {
            template = CommandTemplate.parse(command);
        } catch (IllegalArgumentException e) {
            throw new InvalidJobException("step " + name + ": " + e.getMessage());
        }
        checkUse(name, "inputs", template.inputs(), inputs.keySet());
        checkUse(name, "outputs", template.outputs(), outputs.keySet());
        for (String used : template.requiredInputs()) {
            if (inputs.get(used) instanceof StepInput.Absent) {
                throw new InvalidJobException(
                        "step %s uses the optional input \"%s\", which is not given; put it in $[[ … ]] or give it a value"
                                .formatted(name, used));
            }
        }
    }

    private static void checkUse(String step, String port, Set<String> used, Set<String> declared) {
        Set<String> unknown = new HashSet<>(used);
        unknown.removeAll(declared);
        for (String name : unknown) {
            throw new InvalidJobException(
                    "step %s uses ${{%s.%s}}, which it does not declare; it has: %s"
                            .formatted(step, port, name, Scope.names(declared)));
        }
    }

    private static Optional<Value.Content> code(Node node, String name) {
        return node.field("code")
                .map(value -> {
                    if (value instanceof Value.Content content) {
                        return content;
                    }
                    throw new InvalidJobException(
                            "step %s has the code \"%s\", which is no folder of the repository"
                                    .formatted(name, value.display()));
                });
    }

    private static Value environment(Node node, String name) {
        Value environment =
                node.field("environment")
                        .orElseThrow(() ->
                                new InvalidJobException("step " + name + " has no environment"));
        return switch (environment) {
            case Value.Resolved resolved -> resolved;
            case Fields fields -> fields;
            case Value other ->
                    throw new InvalidJobException(
                            "step %s has the environment \"%s\", which is no registered environment"
                                    .formatted(name, other.display()));
        };
    }

    private static Map<String, String> variables(Node node) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Fields from : List.of(node.component(), node.written())) {
            from.fields("environment_variables")
                    .fields()
                    .forEach((key, value) -> variables.put(key, Literals.spell(value)));
        }
        return variables;
    }

    private static Optional<Duration> timeout(Node node, String name) {
        Optional<Value> limit =
                node.written()
                        .fields("limits")
                        .get("timeout")
                        .or(() -> node.component().fields("limits").get("timeout"));
        return limit.map(value -> {
            if (value instanceof Value.Num(var seconds, _)
                    && seconds.signum() > 0
                    && seconds.compareTo(LONGEST_SECONDS) <= 0) {
                return Duration.ofMillis(seconds.movePointRight(3).longValue());
            }
            throw new InvalidJobException(
                    "step %s has limits.timeout \"%s\"; it must be a number of seconds from 1 to %s"
                            .formatted(name, value.display(), LONGEST_SECONDS.toPlainString()));
        });
    }
}
