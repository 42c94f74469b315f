package dev.plumbline.reconcile;

import dev.plumbline.platform.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// What a pass came to, and when the next one is due if nothing happens before.
///
/// @param again empty when only a commit or the platform can give cause for another pass
public record PassResult(Progress progress, Optional<Instant> again) {
    /// What a pass came to that started changes.
    static PassResult after(Collection<Outcome> outcomes, Optional<Instant> again) {
        boolean moved = outcomes.stream().anyMatch(Outcome.Applied.class::isInstance);
        return new PassResult(moved ? Progress.MOVED : Progress.WAITING, again);
    }

    /// How far the workspace is.
    public enum Progress {
        /// Something was done: what depends on it can go on at once.
        MOVED,
        /// Something is under way on the platform.
        WAITING,
        /// Nothing is left to do now.
        SETTLED
    }
}
