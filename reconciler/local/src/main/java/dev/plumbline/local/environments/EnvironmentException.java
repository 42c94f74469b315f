package dev.plumbline.local.environments;

import java.io.IOException;

/// An environment cannot be realised. The message is for users: what failed, why, and what to do
/// next.
public final class EnvironmentException extends IOException {
    public EnvironmentException(String message) {
        super(message);
    }

    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
