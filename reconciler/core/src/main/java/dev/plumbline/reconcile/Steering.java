package dev.plumbline.reconcile;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.ForwardingPlatform;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.limit.PlatformClosedException;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Lets a person take the wheel of an endpoint while a pass is under way: from then on the pass,
/// which was judged before, starts nothing more of that endpoint.
final class Steering {
    private final AtomicLong turns = new AtomicLong();
    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final Map<String, ReentrantReadWriteLock> locks = new ConcurrentHashMap<>();

    /// How often someone took the wheel so far.
    long turns() {
        return turns.get();
    }

    /// Does something with an endpoint while no pass starts a change of it. What passes that began
    /// before still have to do with it is not done.
    <T> T take(String endpoint, Supplier<T> work) {
        var lock = lock(endpoint).writeLock();
        lock.lock();
        try {
            taken.put(endpoint, turns.incrementAndGet());
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private ReentrantReadWriteLock lock(String endpoint) {
        return locks.computeIfAbsent(endpoint, _ -> new ReentrantReadWriteLock());
    }

    /// The platform as a pass may change it.
    ///
    /// @param began the turns when the pass began
    Platform during(Platform platform, long began) {
        return new Steered(platform, began);
    }

    private final class Steered extends ForwardingPlatform {
        private final long began;

        Steered(Platform platform, long began) {
            super(platform);
            this.began = began;
        }

        @Override
        public Outcome start(Change change, ApplyContext context) {
            ResourceId id = change.id();
            boolean served =
                    id.kind() == Kind.ONLINE_ENDPOINT
                            || id.kind() == Kind.ONLINE_DEPLOYMENT
                            || id.kind() == Kind.TRAFFIC;
            return served ? startOf(id.endpoint(), change, context) : super.start(change, context);
        }

        private Outcome startOf(String endpoint, Change change, ApplyContext context) {
            var lock = lock(endpoint).readLock();
            lock.lock();
            try {
                if (taken.getOrDefault(endpoint, 0L) > began) {
                    throw new PlatformClosedException(
                            endpoint + " was put back while this was under way");
                }
                return super.start(change, context);
            } finally {
                lock.unlock();
            }
        }
    }
}
