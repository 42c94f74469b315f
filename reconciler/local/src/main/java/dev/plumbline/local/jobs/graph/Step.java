package dev.plumbline.local.jobs.graph;

import dev.plumbline.local.jobs.expression.CommandTemplate;
import dev.plumbline.resource.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One command of a job.
///
/// @param name the node's name; a node within a nested pipeline is called `outer.inner`
/// @param environment [Value.Resolved], or [Value.Fields] when it is written in the job
/// @param outputs the type of each output: `uri_folder`, `mlflow_model`, …
/// @param deterministic whether an earlier success with the same inputs may stand for it
public record Step(
        String name,
        String command,
        Optional<Value.Content> code,
        Value environment,
        Map<String, String> variables,
        Optional<Value> distribution,
        Map<String, StepInput> inputs,
        Map<String, String> outputs,
        Optional<Duration> timeout,
        boolean deterministic) {
    public Step {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    public CommandTemplate template() {
        return CommandTemplate.parse(command);
    }

    /// The steps whose outputs it needs.
    public Set<String> needs() {
        return inputs.values().stream()
                .filter(StepInput.Produced.class::isInstance)
                .map(input -> ((StepInput.Produced) input).output().step())
                .collect(Collectors.toSet());
    }
}
