package dev.plumbline.platform;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The platform could not be read or did not answer; the message is for users.
public final class PlatformException extends RuntimeException {
    private final Optional<Duration> retryAfter;

    public PlatformException(String message) {
        this(message, Optional.empty(), null);
    }

    public PlatformException(String message, Throwable cause) {
        this(message, Optional.empty(), cause);
    }

    /// @param retryAfter how long the platform asks to be left alone, as the HTTP header of that
    ///   name tells
    public PlatformException(String message, Duration retryAfter) {
        this(message, Optional.of(retryAfter), null);
    }

    private PlatformException(
            String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /// How long to wait before the platform is asked again, when it is known.
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
