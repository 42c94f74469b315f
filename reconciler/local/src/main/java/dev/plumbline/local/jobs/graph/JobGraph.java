package dev.plumbline.local.jobs.graph;

import dev.plumbline.resource.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A job as steps, in the order written.
///
/// @param outputs the job's own outputs that a step makes
/// @param outputTypes the types that the job declares for its outputs
/// @param parameters the job's literal inputs
/// @param notes what of the spec has no effect here, for people
public record JobGraph(
        List<Step> steps,
        Map<String, OutputOf> outputs,
        Map<String, String> outputTypes,
        Map<String, Value> parameters,
        boolean continueOnFailure,
        boolean forceRerun,
        List<String> notes) {
    public JobGraph {
        steps = List.copyOf(steps);
        outputs = Map.copyOf(outputs);
        outputTypes = Map.copyOf(outputTypes);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        notes = List.copyOf(notes);
    }

    public Step step(String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("the job has no step \"" + name + "\""));
    }

    /// The step's output that an output of the job is: by the job's own name for it, or as
    /// `node.output`.
    public Optional<OutputOf> output(String name) {
        OutputOf bound = outputs.get(name);
        if (bound != null) {
            return Optional.of(bound);
        }
        return steps.stream()
                .flatMap(step ->
                        step.outputs().keySet().stream()
                                .map(output -> new OutputOf(step.name(), output)))
                .filter(output -> output.toString().equals(name))
                .findFirst();
    }

    /// The type of an output of the job: what the job says, else what the step says.
    public String type(String name, OutputOf output) {
        String declared = outputTypes.get(name);
        if (declared != null) {
            return declared;
        }
        return step(output.step()).outputs().getOrDefault(output.output(), "uri_folder");
    }
}
