package dev.plumbline.webhooks.forge;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A forge did not answer, denied, or answered what its documentation does not know. The message is
/// for users and holds no secret.
public final class ForgeException extends RuntimeException {
    /// What is the matter.
    public enum Reason {
        /// It does not answer, or is at fault: asking again later may help.
        UNAVAILABLE,
        /// It answers no more calls before a moment.
        LIMITED,
        /// The credentials do not suffice.
        DENIED,
        /// There is no such thing.
        NOT_THERE,
        /// It refuses what was asked.
        REFUSED
    }

    private final Reason reason;
    private final Optional<Instant> again;

    public ForgeException(Reason reason, String message) {
        this(reason, message, Optional.empty(), null);
    }

    public ForgeException(Reason reason, String message, Throwable cause) {
        this(reason, message, Optional.empty(), cause);
    }

    /// @param again before when asking is of no use
    public ForgeException(
            Reason reason, String message, Optional<Instant> again, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.again = again;
    }

    public Reason reason() {
        return reason;
    }

    public Optional<Instant> again() {
        return again;
    }
}
