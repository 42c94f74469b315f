package dev.plumbline.local.jobs.graph;

import dev.plumbline.resource.Value;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A job as steps.
///
/// @param byName the steps by their names, in the order written
/// @param outputs the job's own outputs that a step makes
/// @param outputTypes the types that the job declares for its outputs
/// @param parameters the job's literal inputs
/// @param notes what of the spec has no effect here, for people
public record JobGraph(
        SequencedMap<String, Step> byName,
        Map<String, OutputOf> outputs,
        Map<String, String> outputTypes,
        Map<String, Value> parameters,
        boolean continueOnFailure,
        boolean forceRerun,
        List<String> notes) {
    public JobGraph {
        byName = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byName));
        outputs = Map.copyOf(outputs);
        outputTypes = Map.copyOf(outputTypes);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        notes = List.copyOf(notes);
    }

    public Collection<Step> steps() {
        return byName.values();
    }

    public Step step(String name) {
        Step step = byName.get(name);
        if (step == null) {
            throw new IllegalArgumentException("the job has no step \"" + name + "\"");
        }
        return step;
    }

    /// The step's output that an output of the job is: by the job's own name for it, or as
    /// `node.output`.
    public Optional<OutputOf> output(String name) {
        OutputOf bound = outputs.get(name);
        if (bound != null) {
            return Optional.of(bound);
        }
        return steps().stream()
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
