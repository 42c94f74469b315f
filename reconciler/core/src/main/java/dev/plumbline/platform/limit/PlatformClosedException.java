package dev.plumbline.platform.limit;

/// The platform is left alone for now, so a change was not sent to it.
public final class PlatformClosedException extends RuntimeException {
    public PlatformClosedException(String message) {
        super(message);
    }
}
