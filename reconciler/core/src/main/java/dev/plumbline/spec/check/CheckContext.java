package dev.plumbline.spec.check;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Findings;
import java.util.Optional;

/// What a check can look up beside the document, and where it tells what it found.
public interface CheckContext extends Findings {
    /// A component by what a node says of it, when the repository holds it.
    Optional<Fields> component(String text);
}
