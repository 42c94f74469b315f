package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.jobs.graph.Step;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.ValueJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/// What a step would do: equal keys make equal outputs, as far as the step is deterministic. Over
/// the command, the code, the environment, its variables, the distribution, the literals and
/// contents of the inputs and the types of the outputs. Names of steps and components, descriptions
/// and the like have no part in it.
record StepKey(Digest digest, Fields parts) {
    private static final Map<String, String> WORDS =
            Map.of(
                    "inputs",
                    "input ",
                    "parameters",
                    "parameter ",
                    "outputs",
                    "output ",
                    "variables",
                    "variable ");

    static StepKey of(Step step, Optional<Artifact> code, StepInputs inputs) {
        Map<String, Value> parts = new LinkedHashMap<>();
        parts.put("command", Value.text(step.command()));
        code.ifPresent(artifact -> parts.put("code", Value.text(artifact.digest().value())));
        parts.put("environment", Value.text(environment(step.environment())));
        step.distribution().ifPresent(distribution -> parts.put("distribution", distribution));
        parts.put("variables", texts(step.variables()));
        Map<String, String> contents = new LinkedHashMap<>();
        inputs.contents()
                .forEach((name, artifact) -> contents.put(name, artifact.digest().value()));
        parts.put("inputs", texts(contents));
        parts.put("parameters", new Fields(inputs.literals()));
        parts.put("outputs", texts(step.outputs()));
        Fields fields = new Fields(parts);
        return new StepKey(Digest.ofText(ValueJson.canonical(fields)), fields);
    }

    /// Which parts differ from an earlier key: `code`, `command`, `input train_data`, `parameter
    /// seed`.
    SequencedSet<String> changedSince(Fields earlier) {
        SequencedSet<String> changed = new TreeSet<>();
        for (String part : keys(parts, earlier)) {
            if (!WORDS.containsKey(part)) {
                if (!parts.get(part).equals(earlier.get(part))) {
                    changed.add(part);
                }
                continue;
            }
            Fields now = parts.fields(part);
            Fields before = earlier.fields(part);
            for (String name : keys(now, before)) {
                if (!now.get(name).equals(before.get(name))) {
                    changed.add(WORDS.get(part) + name);
                }
            }
        }
        return changed;
    }

    private static SequencedSet<String> keys(Fields one, Fields other) {
        SequencedSet<String> keys = new TreeSet<>(one.fields().keySet());
        keys.addAll(other.fields().keySet());
        return keys;
    }

    // What an environment is called says nothing; a version of an asset that nobody declared has
    // only its name.
    private static String environment(Value environment) {
        return environment instanceof Value.Resolved(var asset, var digest)
                ? digest.map(Digest::value).orElseGet(asset::toString)
                : Digest.ofText(ValueJson.canonical(environment)).value();
    }

    private static Fields texts(Map<String, String> texts) {
        Map<String, Value> fields = new LinkedHashMap<>();
        texts.forEach((name, text) -> fields.put(name, Value.text(text)));
        return new Fields(fields);
    }
}
