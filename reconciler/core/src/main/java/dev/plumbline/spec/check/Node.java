package dev.plumbline.spec.check;

import dev.plumbline.resource.Value.Fields;
import java.util.Optional;

/// A node of a pipeline; without a name, the pipeline job itself that runs a component.
///
/// @param component what its component declares, when it names one that the repository holds
/// @param own what the node itself declares, when it names no component
record Node(String name, Fields written, Optional<Interface> component, Optional<Interface> own) {
    /// Whether the node says itself what it runs.
    boolean isInline() {
        return own.isPresent();
    }

    /// What goes in and out of it, when that is known here.
    Optional<Interface> ports() {
        return component.or(() -> own);
    }

    /// The node in a sentence.
    String phrase() {
        return name.isEmpty() ? "this job" : "node " + name;
    }
}
