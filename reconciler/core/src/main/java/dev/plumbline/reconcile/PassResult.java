package dev.plumbline.reconcile;

import java.time.Instant;
import java.util.Optional;

/// What a pass came to, and when the next one is due if nothing happens before.
///
/// @param again empty when only a commit or the platform can give cause for another pass
public record PassResult(Progress progress, Optional<Instant> again) {
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
