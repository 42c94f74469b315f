package dev.plumbline.local.endpoints;

import dev.plumbline.local.assets.Standing;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the serving process now and then while something is under way there, and tells when
/// something has ended. Looks seldom when it takes long, and not at all when nothing is under way.
final class ServingWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServingWatch.class);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /// What was seen.
    ///
    /// @param underWay whether it is worth to look again
    record Sight(Map<ResourceId, Standing> standings, boolean underWay) {}

    private final Supplier<Sight> look;
    private final Runnable changed;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("serving-watch").factory());
    private final AtomicBoolean watching = new AtomicBoolean();

    // Used by the timer's only thread.
    private Map<ResourceId, Standing> last = Map.of();

    ServingWatch(Supplier<Sight> look, Runnable changed) {
        this.look = look;
        this.changed = changed;
    }

    /// Begins to look, unless it does already.
    void begin() {
        if (watching.compareAndSet(false, true)) {
            schedule(SHORTEST);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void schedule(Duration delay) {
        try {
            var _ = timer.schedule(() -> tick(delay), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // Closed: the next platform looks again.
        }
    }

    private void tick(Duration delay) {
        // Given up before the look: whoever begins from now on gets a look that comes after what
        // they did.
        watching.set(false);
        boolean underWay = true;
        try {
            Sight now = look.get();
            underWay = now.underWay();
            if (!now.standings().equals(last)) {
                last = now.standings();
                changed.run();
            }
        } catch (RuntimeException e) {
            LOG.warn(
                    "the state of the serving process could not be read; it is looked at again", e);
        }
        if (underWay && watching.compareAndSet(false, true)) {
            Duration longer = delay.multipliedBy(5).dividedBy(4);
            schedule(longer.compareTo(LONGEST) < 0 ? longer : LONGEST);
        }
    }
}
