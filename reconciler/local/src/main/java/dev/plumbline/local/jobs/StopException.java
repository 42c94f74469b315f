package dev.plumbline.local.jobs;

/// A step is not to go on, and not for a fault of its own.
final class StopException extends Exception {
    enum Reason {
        /// Someone canceled the run.
        CANCELED,
        /// The agent ends; processes go on and are found again later.
        DETACHED,
        /// Another step failed before this one began.
        ABANDONED
    }

    private final Reason reason;

    StopException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
