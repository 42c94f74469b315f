package dev.plumbline.spec;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.document.SpecKind;
import java.util.List;
import java.util.Optional;

/// What one platform cannot run of what specs can say. It is told as a warning when the specs of a
/// workspace are read, so that nobody waits for a run to fail.
public interface PlatformLimits {
    /// The limits of a platform that runs everything.
    PlatformLimits NONE =
            new PlatformLimits() {
                @Override
                public List<Limit> of(SpecKind kind, Fields document) {
                    return List.of();
                }

                @Override
                public Optional<String> ofPython(String line) {
                    return Optional.empty();
                }
            };

    /// Something that the platform cannot do.
    ///
    /// @param at the path to the value that asks for it
    /// @param message what it is, and what to do instead
    record Limit(List<String> at, String message) {
        public Limit {
            at = List.copyOf(at);
        }
    }

    /// What it cannot do of a document.
    List<Limit> of(SpecKind kind, Fields document);

    /// What it cannot do of a line of a step's Python source. The source is read, never run.
    Optional<String> ofPython(String line);
}
