package dev.plumbline.platform;

/// The platform could not be read or did not answer; the message is for users.
public final class PlatformException extends RuntimeException {
    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
