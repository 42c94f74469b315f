package dev.plumbline.agent.api;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Hands events to whoever listens now. Publishing never waits: a listener that is too slow loses
/// the oldest events and is told so ([Subscription#takeLost]). Events are hints; the state is what
/// the views say.
public final class Events implements AutoCloseable {
    private static final int MOST_LISTENERS = 100;
    private static final int QUEUE = 1_000;

    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public void publish(AgentEvent event) {
        subscriptions.forEach(subscription -> subscription.offer(event));
    }

    /// Begins to listen; empty when there are too many listeners. The caller closes the
    /// subscription.
    public Optional<Subscription> subscribe() {
        synchronized (subscriptions) {
            if (closed || subscriptions.size() >= MOST_LISTENERS) {
                return Optional.empty();
            }
            Subscription subscription = new Subscription();
            subscriptions.add(subscription);
            return Optional.of(subscription);
        }
    }

    public int listeners() {
        return subscriptions.size();
    }

    /// Ends every subscription; there will be no more.
    @Override
    public void close() {
        synchronized (subscriptions) {
            closed = true;
            subscriptions.forEach(Subscription::end);
        }
    }

    /// One listener's queue.
    public final class Subscription implements AutoCloseable {
        private final BlockingQueue<Optional<AgentEvent>> queue = new ArrayBlockingQueue<>(QUEUE);
        private long lost;
        private volatile boolean over;

        private Subscription() {}

        private void offer(AgentEvent event) {
            offer(Optional.of(event));
        }

        private synchronized void offer(Optional<AgentEvent> event) {
            while (!queue.offer(event)) {
                if (queue.poll() != null) {
                    lost++;
                }
            }
        }

        private void end() {
            over = true;
            offer(Optional.empty());
        }

        /// Whether there will be no more events.
        public boolean isOver() {
            return over;
        }

        /// Waits for the next event; empty when none came in time or the stream is over.
        public Optional<AgentEvent> next(long timeoutMillis) throws InterruptedException {
            return Optional.ofNullable(queue.poll(timeoutMillis, TimeUnit.MILLISECONDS))
                    .flatMap(event -> event);
        }

        /// How many events were lost since the last call.
        public synchronized long takeLost() {
            long count = lost;
            lost = 0;
            return count;
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
