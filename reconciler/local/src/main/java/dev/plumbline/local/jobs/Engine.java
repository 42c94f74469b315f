package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.ArtifactStore;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all runs share.
///
/// @param permits room for steps that run at the same time
record Engine(
        JobOptions options,
        RunStore store,
        ArtifactStore artifacts,
        JobAssets assets,
        RunTracking tracking,
        RunListener listener,
        Runnable changed,
        Semaphore permits,
        Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    Instant now() {
        return clock.instant();
    }

    /// Tells of an event. A listener that throws does not harm the run.
    void tell(RunEvent event) {
        guarded(() -> listener.on(event));
        guarded(changed);
    }

    void warn(String what, Exception cause) {
        LOG.warn(what, cause);
    }

    private static void guarded(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener to runs failed", e);
        }
    }
}
