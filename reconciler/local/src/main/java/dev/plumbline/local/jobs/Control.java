package dev.plumbline.local.jobs;

import dev.plumbline.local.jobs.StopException.Reason;
import java.time.Duration;

/// What the threads of a run are told from outside. They look at it whenever they have waited a
/// little, because an interrupt in the midst of reading or writing would close files and database
/// connections.
final class Control {
    static final Duration POLL = Duration.ofMillis(200);

    private volatile boolean canceling;
    private volatile boolean detached;
    private volatile boolean abandoned;

    void cancel() {
        canceling = true;
    }

    void detach() {
        detached = true;
    }

    /// No further step begins.
    void abandon() {
        abandoned = true;
    }

    boolean isCanceling() {
        return canceling;
    }

    /// @throws StopException when a step that runs is to stop, or to be left alone
    void checkRunning() throws StopException {
        if (detached) {
            throw new StopException(Reason.DETACHED);
        }
        if (canceling) {
            throw new StopException(Reason.CANCELED);
        }
    }

    /// @throws StopException when a step that has not begun is not to begin
    void checkWaiting() throws StopException {
        checkRunning();
        if (abandoned) {
            throw new StopException(Reason.ABANDONED);
        }
    }
}
