package dev.plumbline.local.jobs.sweep.sampling;

import org.hipparchus.random.MersenneTwister;
import org.hipparchus.random.RandomGenerator;

/// The seed of a sweep. Each trial has random numbers of its own, so that what a trial gets does
/// not depend on how many run at once.
record Seed(long value) {
    RandomGenerator of(int trial) {
        return new MersenneTwister(new int[] {(int) (value >>> 32), (int) value, trial});
    }

    /// Random numbers that belong to the sweep, not to a trial.
    RandomGenerator ofSweep() {
        return of(-1);
    }
}
