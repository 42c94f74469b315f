package dev.plumbline.local.jobs;

/// How far a step is.
public enum StepStatus {
    /// Waits for other steps, or for room.
    PENDING,
    /// Its environment and its folder are made ready.
    STARTING,
    RUNNING,
    SUCCEEDED,
    /// An earlier success with the same inputs stands for it; no process ran.
    REUSED,
    FAILED,
    CANCELED,
    /// Not run, because a step failed.
    SKIPPED;

    public boolean isTerminal() {
        return switch (this) {
            case PENDING, STARTING, RUNNING -> false;
            case SUCCEEDED, REUSED, FAILED, CANCELED, SKIPPED -> true;
        };
    }

    /// Whether its outputs are there.
    public boolean isSuccess() {
        return this == SUCCEEDED || this == REUSED;
    }
}
