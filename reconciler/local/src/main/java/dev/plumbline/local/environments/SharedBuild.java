package dev.plumbline.local.environments;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// One build that several callers wait for. It has a thread of its own, and is given up when the
/// last of its callers was interrupted.
final class SharedBuild {
    /// What is shared.
    interface Work {
        PythonEnvironment run(Consumer<String> progress)
                throws EnvironmentException, InterruptedException;
    }

    private static final Duration CLEANING = Duration.ofSeconds(20);

    private final CompletableFuture<PythonEnvironment> result = new CompletableFuture<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private int waiting;
    private boolean givenUp;

    /// @param ended is run when the work has ended, before its callers hear of it
    SharedBuild(Work work, Consumer<SharedBuild> ended) {
        this.thread =
                Thread.ofVirtual().name("environment build").unstarted(() -> run(work, ended));
    }

    private void run(Work work, Consumer<SharedBuild> ended) {
        try {
            PythonEnvironment environment =
                    work.run(line -> listeners.forEach(each -> each.accept(line)));
            ended.accept(this);
            result.complete(environment);
        } catch (EnvironmentException | InterruptedException | RuntimeException | Error e) {
            ended.accept(this);
            result.completeExceptionally(e);
        }
    }

    /// Takes part in the build and starts it if nobody has; false when it has been given up.
    synchronized boolean join(Consumer<String> listener) {
        if (givenUp) {
            return false;
        }
        listeners.add(listener);
        if (waiting == 0 && thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        waiting++;
        return true;
    }

    /// Waits for the result, after a [#join] with the same listener.
    PythonEnvironment await(Consumer<String> listener)
            throws EnvironmentException, InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            leave(listener);
        }
    }

    private void leave(Consumer<String> listener) throws InterruptedException {
        boolean last;
        synchronized (this) {
            listeners.remove(listener);
            waiting--;
            last = waiting == 0 && !result.isDone();
            givenUp |= last;
        }
        if (last) {
            thread.interrupt();
            boolean _ =
                    thread.join(
                            CLEANING); // so that a caller who then ends the process leaves nothing
            // behind
        }
    }

    private static EnvironmentException failure(Throwable cause) {
        return switch (cause) {
            case EnvironmentException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default ->
                    new EnvironmentException(
                            "the build of the environment was stopped; try again", cause);
        };
    }
}
