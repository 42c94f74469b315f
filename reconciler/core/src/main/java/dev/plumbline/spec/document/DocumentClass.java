package dev.plumbline.spec.document;

import java.util.Optional;

/// What a YAML document is to Plumbline.
public sealed interface DocumentClass {
    record Spec(SpecKind kind) implements DocumentClass {}

    /// A document of Azure ML, or of Plumbline itself, that no workspace holds as a resource.
    record Recognised(String what) implements DocumentClass {}

    /// It says that it is a spec, of a kind that there is not.
    record Misspelt(String segment, Optional<String> suggestion) implements DocumentClass {}

    /// A conda file, a workflow, anything else: passed over.
    record NotASpec() implements DocumentClass {}
}
