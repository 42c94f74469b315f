package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.ArtifactStore;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all runs share.
///
/// @param assets of each workspace
/// @param changed called when a run has begun or ended: more than that is not observed of runs
/// @param permits room for steps that run at the same time
record Engine(
        JobOptions options,
        RunStore store,
        StepStore steps,
        ArtifactStore artifacts,
        Function<String, JobAssets> assets,
        RunTracking tracking,
        RunListener listener,
        Runnable changed,
        Semaphore permits,
        Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    JobAssets assets(RunContext context) {
        return assets.apply(context.workspace());
    }

    Instant now() {
        return clock.instant();
    }

    /// Tells of an event. A listener that throws does not harm the run.
    void tell(RunEvent event) {
        guarded(() -> listener.on(event));
        if (event instanceof RunEvent.RunStarted || event instanceof RunEvent.RunFinished) {
            guarded(changed);
        }
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
