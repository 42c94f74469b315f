package dev.plumbline.spec.workspace;

import java.time.Instant;
import java.util.Optional;

/// A stop of all changes of a workspace but those of its policy.
///
/// @param until when it ends by itself; empty when only a commit ends it
/// @param reason why, for people
public record Freeze(Optional<Instant> until, Optional<String> reason) {
    public boolean isOver(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isPresent();
    }
}
