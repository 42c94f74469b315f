package dev.plumbline.reconcile;

/// An approval that cannot be given or taken back; the message is for who asked.
public final class ApprovalRefused extends RuntimeException {
    ApprovalRefused(String message) {
        super(message);
    }
}
