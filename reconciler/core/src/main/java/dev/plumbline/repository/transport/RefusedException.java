package dev.plumbline.repository.transport;

import org.eclipse.jgit.errors.TransportException;
import org.jspecify.annotations.Nullable;

/// A connection that is not made or not let in. The message says why and what to do, and holds no
/// secrets.
public final class RefusedException extends TransportException {
    private static final long serialVersionUID = 1L;

    /// Who refuses.
    public enum By {
        /// The agent does not know that the server is who it should be.
        AGENT,
        /// The server does not let the agent in.
        SERVER
    }

    private final By by;

    RefusedException(By by, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.by = by;
    }

    public By by() {
        return by;
    }
}
