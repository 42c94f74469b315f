package dev.plumbline.local.jobs.graph;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;

/// Where an input of a step comes from, once all bindings are followed.
public sealed interface StepInput {
    /// A value written in the spec.
    record Literal(Value value) implements StepInput {}

    /// A version of a data asset or a model.
    record Asset(VersionedId asset) implements StepInput {}

    /// Files of the repository.
    record Files(Value.Content content) implements StepInput {}

    /// What another step makes.
    record Produced(OutputOf output) implements StepInput {}

    /// An optional input that is not given.
    record Absent() implements StepInput {}
}
