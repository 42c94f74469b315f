package dev.plumbline.webhooks.receive;

/// A webhook is not what its forge documents; the message tells whoever set it up.
public final class MalformedHookException extends RuntimeException {
    public MalformedHookException(String message) {
        super(message);
    }

    public MalformedHookException(String message, Throwable cause) {
        super(message, cause);
    }
}
