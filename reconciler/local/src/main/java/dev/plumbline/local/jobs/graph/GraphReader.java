package dev.plumbline.local.jobs.graph;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads the effective spec of a job: the Azure ML CLI v2 schemas `commandJob` and `pipelineJob`,
/// components embedded. Nested pipelines are laid flat.
public final class GraphReader {
    /// The name of a command job's only step.
    public static final String ONLY_STEP = "main";

    private final List<Step> steps = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private GraphReader() {}

    /// @throws InvalidJobException when the job cannot be run as it is written
    public static JobGraph read(Fields spec) {
        return new GraphReader().job(spec);
    }

    private JobGraph job(Fields spec) {
        Node job = Node.of(ONLY_STEP, spec);
        return switch (job.kind()) {
            case "command" -> commandJob(job);
            case "pipeline" -> pipelineJob(job);
            default ->
                    throw new InvalidJobException(
                            "the job is of type \"%s\"; the embedded platform runs command and pipeline jobs"
                                    .formatted(job.kind()));
        };
    }

    private JobGraph commandJob(Node job) {
        Map<String, Node> nodes = Map.of(ONLY_STEP, job);
        StepReader reader = new StepReader(new Scope("", nodes, Map.of(), Fields.EMPTY), notes);
        Step step = reader.read(job);
        Map<String, OutputOf> outputs = new LinkedHashMap<>();
        step.outputs().keySet().forEach(name -> outputs.put(name, new OutputOf(ONLY_STEP, name)));
        return new JobGraph(
                byName(List.of(step)),
                outputs,
                Map.of(),
                literals(step.inputs()),
                false,
                isSet(settings(job), "force_rerun"),
                notes);
    }

    private JobGraph pipelineJob(Node job) {
        Map<String, StepInput> inputs = new LinkedHashMap<>();
        Scope outside = new Scope("", Map.of(), Map.of(), Fields.EMPTY);
        job.declaredInputs()
                .fields()
                .forEach((name, port) -> inputs.put(name, outside.source(port, "input " + name)));
        job.written()
                .fields("inputs")
                .fields()
                .forEach((name, value) -> inputs.put(name, outside.source(value, "input " + name)));

        Fields declared = declaredOutputs(job);
        Scope scope = Scope.of("", job.component().fields("jobs"), inputs, declared);
        level(scope);
        Cycles.refuse(steps);

        Map<String, OutputOf> outputs = new LinkedHashMap<>();
        Map<String, String> types = new LinkedHashMap<>();
        for (var output : declared.fields().entrySet()) {
            scope.bound(output.getKey()).ifPresent(bound -> outputs.put(output.getKey(), bound));
            if (output.getValue() instanceof Fields port) {
                port.text("type").ifPresent(type -> types.put(output.getKey(), type));
            }
        }
        return new JobGraph(
                byName(steps),
                outputs,
                types,
                literals(inputs),
                isSet(settings(job), "continue_on_step_failure"),
                isSet(settings(job), "force_rerun"),
                notes);
    }

    /// The outputs of a pipeline job: those of the component that it runs, if it runs one, and its
    /// own.
    private static Fields declaredOutputs(Node job) {
        Fields declared = job.declaredOutputs();
        for (var output : job.written().fields("outputs").fields().entrySet()) {
            declared = declared.with(output.getKey(), output.getValue());
        }
        return declared;
    }

    private static Fields settings(Node job) {
        return job.written().fields("settings");
    }

    private static SequencedMap<String, Step> byName(List<Step> steps) {
        SequencedMap<String, Step> byName = new LinkedHashMap<>();
        steps.forEach(step -> byName.put(step.name(), step));
        return byName;
    }

    private static boolean isSet(Fields settings, String key) {
        return settings.get(key).filter(new Value.Bool(true)::equals).isPresent();
    }

    private void level(Scope scope) {
        StepReader reader = new StepReader(scope, notes);
        for (Node node : scope.nodes().values()) {
            Node.checkName("the node", node.name());
            switch (node.kind()) {
                case "command" -> steps.add(reader.read(node));
                case "pipeline" -> level(below(scope, node, reader));
                default ->
                        throw new InvalidJobException(
                                "node %s is of kind \"%s\", which the embedded platform cannot run; it runs command and"
                                                .formatted(
                                                        scope.prefix() + node.name(), node.kind())
                                        + " pipeline nodes: run this job on Azure ML, or rewrite the node as a command");
            }
        }
    }

    private static Scope below(Scope scope, Node node, StepReader reader) {
        String prefix = scope.prefix() + node.name();
        if (node.isInline() && !node.component().has("jobs")) {
            throw new InvalidJobException(
                    "node %s is of kind \"pipeline\" and has no component; name the pipeline component that it runs"
                            .formatted(prefix));
        }
        return Scope.of(
                prefix + ".",
                node.component().fields("jobs"),
                reader.inputs(node, prefix),
                node.component().fields("outputs"));
    }

    private static Map<String, Value> literals(Map<String, StepInput> inputs) {
        Map<String, Value> literals = new LinkedHashMap<>();
        inputs.forEach((name, input) ->
                Optional.of(input)
                        .filter(StepInput.Literal.class::isInstance)
                        .ifPresent(literal ->
                                literals.put(name, ((StepInput.Literal) literal).value())));
        return literals;
    }
}
