package dev.plumbline.agent.loop;

import dev.plumbline.reconcile.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What the loop was told since it looked last. Signals that arrive while it works are kept for the
/// next round, and several of a kind are one.
final class Signals {
    /// @param fetch whether the remote may have something new
    /// @param platform whether a platform said that it changed
    /// @param cause the first cause given
    /// @param requests what people asked for, per workspace
    record Round(boolean fetch, boolean platform, String cause, Map<String, Trigger> requests) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, Trigger> requests = new LinkedHashMap<>();
    private final InstantSource clock;
    private Optional<Instant> since = Optional.empty();
    private boolean fetch;
    private boolean platform;
    private boolean look;
    private Optional<String> cause = Optional.empty();

    Signals(InstantSource clock) {
        this.clock = clock;
    }

    /// Something may have changed on the platform.
    void look(String why) {
        signal(false, why, Optional.empty(), Optional.empty());
    }

    /// Something may have changed in the repository.
    void fetch(String why) {
        signal(true, why, Optional.empty(), Optional.empty());
    }

    /// A person asked for a sync of a workspace.
    void request(String workspace, Trigger trigger) {
        signal(true, trigger.cause(), Optional.of(workspace), Optional.of(trigger));
    }

    private void signal(
            boolean remote, String why, Optional<String> workspace, Optional<Trigger> trigger) {
        lock.lock();
        try {
            look = true;
            since = since.or(() -> Optional.of(clock.instant()));
            fetch |= remote;
            platform |= !remote;
            cause = cause.or(() -> Optional.of(why));
            workspace.ifPresent(name -> trigger.ifPresent(asked -> requests.put(name, asked)));
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Whether the repository may have something new that no round has taken yet.
    boolean isFetchPending() {
        lock.lock();
        try {
            return fetch;
        } finally {
            lock.unlock();
        }
    }

    /// What no round has taken yet: each request, and one look for whatever else was signalled.
    Waiting waiting() {
        lock.lock();
        try {
            int signals = look && requests.isEmpty() ? 1 : 0;
            return new Waiting(requests.size() + signals, since);
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a signal, or until a moment, and takes all that came.
    Round await(Optional<Instant> until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!look) {
                long millis =
                        until.map(moment -> Duration.between(clock.instant(), moment).toMillis())
                                .orElse(Long.MAX_VALUE);
                if (millis <= 0
                        || !news.await(millis, TimeUnit.MILLISECONDS) && until.isPresent()) {
                    break;
                }
            }
            Round round =
                    new Round(
                            fetch,
                            platform,
                            cause.orElse("schedule"),
                            new LinkedHashMap<>(requests));
            look = false;
            fetch = false;
            platform = false;
            cause = Optional.empty();
            since = Optional.empty();
            requests.clear();
            return round;
        } finally {
            lock.unlock();
        }
    }
}
