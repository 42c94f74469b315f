package dev.plumbline.local.tracking.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads and writes of the database. Writes that come at the same time share one commit, and so one
/// wait for the disk; each is all or nothing by itself, and none returns before its commit.
///
/// Who comes first writes for those who come while it does, then hands over to the first of them:
/// so there is no thread to start or to end, and nobody writes for others forever.
public final class Transactions {
    private static final int MOST_TOGETHER = 256;
    private static final String SAVEPOINT = "one_of_many";

    private final Jdbi jdbi;
    private final Queue<Waiting<?>> queue = new ArrayDeque<>();
    private boolean hasLeader;

    public Transactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A write that has not been made yet.
    private static final class Waiting<R> {
        private final Function<Handle, R> change;
        // true: it is this one's turn to write for all; false: it was written by another.
        private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
        private final CompletableFuture<R> answer = new CompletableFuture<>();
        private Runnable finish = () -> {};

        Waiting(Function<Handle, R> change) {
            this.change = change;
        }

        void perform(Handle handle) {
            R result = change.apply(handle);
            finish = () -> answer.complete(result);
        }

        void fail(RuntimeException failure) {
            finish = () -> answer.completeExceptionally(failure);
        }

        /// Answers, now that the commit is made.
        void finish() {
            finish.run();
        }
    }

    public <R> R read(Function<Handle, R> question) {
        return jdbi.withHandle(question::apply);
    }

    /// Makes a change. What it throws undoes it, and is thrown here.
    public <R> R write(Function<Handle, R> change) {
        Waiting<R> mine = new Waiting<>(change);
        if (enqueue(mine) || mine.turn.join()) {
            lead();
        }
        try {
            return mine.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// @return whether the caller is to write, since nobody does
    private synchronized boolean enqueue(Waiting<?> waiting) {
        queue.add(waiting);
        boolean leads = !hasLeader;
        hasLeader = true;
        return leads;
    }

    private void lead() {
        List<Waiting<?>> batch = batch();
        try {
            commit(batch);
        } finally {
            handOver();
            batch.forEach(each -> each.turn.complete(false));
        }
    }

    private synchronized List<Waiting<?>> batch() {
        List<Waiting<?>> batch = new ArrayList<>();
        while (batch.size() < MOST_TOGETHER && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        return batch;
    }

    private synchronized void handOver() {
        if (queue.isEmpty()) {
            hasLeader = false;
        } else {
            queue.element().turn.complete(true);
        }
    }

    private void commit(List<Waiting<?>> batch) {
        try {
            jdbi.useTransaction(handle -> batch.forEach(each -> perform(handle, each)));
            batch.forEach(Waiting::finish);
        } catch (RuntimeException | Error e) {
            batch.forEach(each -> each.answer.completeExceptionally(e));
        }
    }

    private static void perform(Handle handle, Waiting<?> waiting) {
        handle.savepoint(SAVEPOINT);
        try {
            waiting.perform(handle);
            handle.releaseSavepoint(SAVEPOINT);
        } catch (RuntimeException e) {
            handle.rollbackToSavepoint(SAVEPOINT);
            waiting.fail(e);
        }
    }
}
