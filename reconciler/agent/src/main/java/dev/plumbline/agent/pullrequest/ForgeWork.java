package dev.plumbline.agent.pullrequest;

import dev.plumbline.repository.RepositoryException;
import dev.plumbline.webhooks.forge.ForgeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done with a forge for one repository: by a thread of its own, so that nothing else waits
/// for it; one task after the other, of each name the newest. What fails because the forge or the
/// repository does is tried again with growing pauses.
public final class ForgeWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForgeWork.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final String repository;
    private final InstantSource clock;
    private final Tasks tasks;
    private final Thread thread;
    private volatile boolean closed;

    /// @param what its thread is called by, with the name of the repository
    public ForgeWork(String what, String repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
        this.tasks = new Tasks(clock);
        this.thread =
                Thread.ofPlatform().name(what + "-" + repository).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// A task that is due now, in the place of one of its name that waits.
    ///
    /// @param name what it is about, for messages
    public void add(String name, Runnable work) {
        tasks.add(name, work);
    }

    /// Whether a task of this name was not begun yet.
    public boolean isWaiting(String name) {
        return tasks.isWaiting(name);
    }

    boolean isClosed() {
        return closed;
    }

    private void run() {
        while (!closed) {
            try {
                carryOut(tasks.take());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void carryOut(Tasks.Task task) {
        try {
            task.work().run();
        } catch (ForgeException e) {
            failed(task, e, e.again());
        } catch (RepositoryException e) {
            failed(task, e, Optional.empty());
        } catch (RuntimeException e) {
            // Whoever is told to end in the middle of a call breaks off too.
            if (!closed) {
                LOG.error("{}: the {} broke off", repository, task.name(), e);
            }
        }
    }

    private void failed(Tasks.Task task, RuntimeException failure, Optional<Instant> again) {
        if (closed) {
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(task.attempts(), 12));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        Instant due = clock.instant().plus(bounded);
        tasks.again(task, again.filter(due::isBefore).orElse(due));
        LOG.warn(
                "{}: the {} waits and is tried again: {}",
                repository,
                task.name(),
                failure.getMessage());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
