package dev.plumbline.platform;

import java.util.Optional;

/// What came of starting a change.
public sealed interface Outcome {
    /// Done. For an asset, the version that it got.
    record Applied(Optional<String> version) implements Outcome {
        public static Applied done() {
            return new Applied(Optional.empty());
        }
    }

    /// Under way; the next observation tells how far. The handle names it for people and logs.
    record Started(String handle) implements Outcome {}

    /// Cannot be done until a person acts.
    record Stalled(String reason) implements Outcome {}

    /// Did not work; when retryable, the loop tries again.
    record Failed(String cause, boolean retryable) implements Outcome {}
}
