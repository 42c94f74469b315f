package dev.plumbline.reconcile;

/// What a person asked for and cannot be done; the message is for who asked.
public final class ActRefused extends RuntimeException {
    public ActRefused(String message) {
        super(message);
    }
}
