package dev.plumbline.local.serving.server;

import dev.plumbline.local.serving.Routes;
import dev.plumbline.local.serving.model.ModelException;
import dev.plumbline.local.serving.model.ScoringModel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// One generation of a deployment with its loaded model. It is referred to by the routing table and
/// by each request that it answers; with the last reference gone the model is closed.
final class Instance {
    /// Below this, a run is shorter than handing it to another thread is worth.
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int QUICK_BODY_BYTES = 64 << 10;

    /// Scores one request on the model.
    @FunctionalInterface
    interface Work {
        byte[] run(ScoringModel model) throws ModelException;
    }

    private final Routes.Deployment spec;
    private final ScoringModel model;
    private final Counters counters;
    private final ExecutorService workers;
    private final Semaphore permits;
    private final int maxPending;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger references = new AtomicInteger(1);

    /// A moving average of the model's run time. Written without a lock: a lost update does no
    /// harm.
    private volatile long averageNanos = Long.MAX_VALUE;

    Instance(
            Routes.Deployment spec,
            ScoringModel model,
            Counters counters,
            ExecutorService workers) {
        this.spec = spec;
        this.model = model;
        this.counters = counters;
        this.workers = workers;
        this.permits = new Semaphore(spec.concurrency());
        // Azure ML refuses with 429 what is beyond twice the concurrency.
        this.maxPending = (int) Math.min(Integer.MAX_VALUE, 2L * spec.concurrency());
    }

    Routes.Deployment spec() {
        return spec;
    }

    ScoringModel model() {
        return model;
    }

    Counters counters() {
        return counters;
    }

    /// Takes a reference; false when the instance has been retired and the newest routing table
    /// must be asked again.
    boolean acquire() {
        while (true) {
            int now = references.get();
            if (now == 0) {
                return false;
            }
            if (references.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void release() {
        if (references.decrementAndGet() == 0) {
            model.close();
        }
    }

    /// Runs the work within the deployment's limits. The caller holds a reference.
    ///
    /// @throws Refusal 429 when too many requests are pending, 408 when there is no answer in time;
    ///   the run then goes on in the background and keeps its place until it ends
    byte[] answer(Work work, int bodyBytes) throws ModelException {
        enter();
        long deadline =
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(spec.requestTimeoutMillis());
        takePermit(deadline);
        boolean isQuick = averageNanos < QUICK_NANOS && bodyBytes <= QUICK_BODY_BYTES;
        return isQuick ? answerHere(work, deadline) : answerElsewhere(work, deadline);
    }

    private void enter() {
        if (pending.incrementAndGet() > maxPending) {
            pending.decrementAndGet();
            throw new Refusal(
                    429,
                    "TooManyRequests",
                    "deployment \"%s\" has %d requests pending, its limit; try again or raise max_concurrent_requests_per_instance"
                            .formatted(spec.name(), maxPending));
        }
        counters.inFlight.incrementAndGet();
    }

    private void leave() {
        counters.inFlight.decrementAndGet();
        pending.decrementAndGet();
    }

    private void takePermit(long deadline) {
        boolean taken = false;
        try {
            taken = permits.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!taken) {
            leave();
            throw timeout();
        }
    }

    private byte[] answerHere(Work work, long deadline) throws ModelException {
        byte[] answer = run(work);
        if (System.nanoTime() - deadline > 0) {
            throw timeout();
        }
        return answer;
    }

    /// On a platform thread: a long native call would hold a carrier of all virtual threads, and
    /// could not be left alone.
    private byte[] answerElsewhere(Work work, long deadline) throws ModelException {
        references.incrementAndGet();
        Future<byte[]> answer =
                workers.submit(() -> {
                    try {
                        return run(work);
                    } finally {
                        release();
                    }
                });
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw timeout();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw timeout();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelException failure) {
                throw failure;
            }
            throw ModelException.failed("the model failed: " + e.getCause(), e);
        }
    }

    private byte[] run(Work work) throws ModelException {
        long began = System.nanoTime();
        try {
            return work.run(model);
        } finally {
            long took = System.nanoTime() - began;
            long average = averageNanos;
            averageNanos = average == Long.MAX_VALUE ? took : average + (took - average) / 8;
            permits.release();
            leave();
        }
    }

    private Refusal timeout() {
        return new Refusal(
                408,
                "RequestTimeout",
                "deployment \"%s\" gave no answer within %d ms; raise request_timeout_ms or send less at once"
                        .formatted(spec.name(), spec.requestTimeoutMillis()));
    }
}
