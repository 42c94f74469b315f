package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.jobs.graph.OutputOf;
import dev.plumbline.local.jobs.graph.Step;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// A step once everything that it needs has been made: what it works on, and what it would do with
/// that.
record ResolvedStep(StepInputs inputs, Optional<Artifact> code, StepKey key) {
    /// @param made the outputs of the steps that have succeeded
    static ResolvedStep of(
            Engine engine, RunContext context, Step step, Map<OutputOf, Artifact> made)
            throws IOException {
        StepInputs inputs = StepInputs.of(step, context.contents(), made, engine.assets(context));
        Optional<Artifact> code =
                step.code().map(content -> context.contents().get(content.digest()));
        return new ResolvedStep(inputs, code, StepKey.of(step, code, inputs));
    }
}
