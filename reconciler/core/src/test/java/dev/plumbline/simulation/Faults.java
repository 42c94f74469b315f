package dev.plumbline.simulation;

import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/// Which faults happen, and when. Changes are started from several threads, so their fate comes
/// from the change and not from the order of the calls.
final class Faults {
    /// What becomes of a call that starts a change.
    enum Fate {
        FINE,
        /// It never arrives, and the process dies.
        CRASH_BEFORE,
        /// It is carried out, and the process dies.
        CRASH_AFTER,
        /// It never arrives.
        LOST_REQUEST,
        /// It is carried out, and nobody hears of it.
        LOST_RESPONSE,
        /// It arrives twice.
        DUPLICATED,
        THROTTLED
    }

    private final long seed;
    private final Random random;
    private final int percent;
    private final AtomicReference<String> crashed = new AtomicReference<>("");
    private boolean stopped;

    /// @param percent how many of the calls meet a fault
    Faults(long seed, Random random, int percent) {
        this.seed = seed;
        this.random = random;
        this.percent = percent;
    }

    void stop() {
        stopped = true;
        crashed.set("");
    }

    boolean strikes() {
        return !stopped && random.nextInt(100) < percent;
    }

    int choice(int bound) {
        return random.nextInt(bound);
    }

    /// @param call the change and how often it was asked for
    Fate fate(String call) {
        Random own = new Random(seed * 31 + call.hashCode());
        own.nextInt();
        if (stopped || own.nextInt(100) >= percent) {
            return Fate.FINE;
        }
        return Fate.values()[1 + own.nextInt(Fate.values().length - 1)];
    }

    /// The process is doomed: it dies as soon as the pass is back on its own thread.
    void doom(String where) {
        crashed.set(where);
    }

    boolean isDoomed() {
        return !crashed.get().isEmpty();
    }

    void dieIfDoomed() {
        String where = crashed.getAndSet("");
        if (!where.isEmpty()) {
            throw new Crash(where);
        }
    }

    /// Dies now, sometimes.
    void mayCrash(String where) {
        if (!stopped && random.nextInt(300) < percent) {
            throw new Crash(where);
        }
    }
}
