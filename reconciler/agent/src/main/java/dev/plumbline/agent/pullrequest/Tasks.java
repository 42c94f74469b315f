package dev.plumbline.agent.pullrequest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What is to be done with a forge: of each name once, the newest; in order of when it may be
/// tried.
final class Tasks {
    /// @param name what it is about; a newer task of the same name takes its place
    /// @param attempts how often it was tried
    /// @param due before when it is not tried
    record Task(String name, Runnable work, int attempts, Instant due) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, Task> waiting = new LinkedHashMap<>();
    private final InstantSource clock;

    Tasks(InstantSource clock) {
        this.clock = clock;
    }

    /// A task that is due now.
    void add(String name, Runnable work) {
        put(new Task(name, work, 0, clock.instant()));
    }

    private void put(Task task) {
        lock.lock();
        try {
            waiting.remove(task.name());
            waiting.put(task.name(), task);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Puts a task off that failed, unless a newer one of its name came meanwhile.
    void again(Task failed, Instant due) {
        lock.lock();
        try {
            waiting.putIfAbsent(
                    failed.name(),
                    new Task(failed.name(), failed.work(), failed.attempts() + 1, due));
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isWaiting(String name) {
        lock.lock();
        try {
            return waiting.containsKey(name);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until a task is due, and takes it.
    Task take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Instant now = clock.instant();
                Optional<Task> next =
                        waiting.values().stream()
                                .min((one, other) -> one.due().compareTo(other.due()));
                if (next.isEmpty()) {
                    news.await();
                } else if (next.get().due().isAfter(now)) {
                    news.awaitNanos(Duration.between(now, next.get().due()).toNanos());
                } else {
                    waiting.remove(next.get().name());
                    return next.get();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
