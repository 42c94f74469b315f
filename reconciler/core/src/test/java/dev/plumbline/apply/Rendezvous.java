package dev.plumbline.apply;

import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Changes that end only when a number of them have been started at once: fewer at once fail, more
/// at once are counted.
final class Rendezvous {
    private final CyclicBarrier barrier;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Rendezvous(int parties) {
        this.barrier = new CyclicBarrier(parties);
    }

    Outcome start(Change change) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            barrier.await(30, TimeUnit.SECONDS);
            return Outcome.Applied.done();
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(change.id() + " was alone", e);
        } finally {
            now.decrementAndGet();
        }
    }

    int most() {
        return most.get();
    }
}
