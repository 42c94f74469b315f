package dev.plumbline.platform.limit;

import java.time.Duration;
import java.util.Optional;

/// How much may be asked of a platform.
///
/// @param concurrency how many changes are started at once, from 1
/// @param callsPerSecond how many calls may begin in a second, from 1; empty for as many as come
/// @param faults how many calls in a row go unanswered before the platform is left alone, from 1
/// @param pause for how long it is left alone then, before one call tries it again
public record CallLimits(
        int concurrency, Optional<Integer> callsPerSecond, int faults, Duration pause) {
    public static final CallLimits DEFAULT =
            new CallLimits(16, Optional.empty(), 5, Duration.ofSeconds(30));

    /// @throws IllegalArgumentException when a number is less than 1 or the pause is not positive
    public CallLimits {
        require(concurrency >= 1, "concurrency", concurrency);
        callsPerSecond.ifPresent(calls -> require(calls >= 1, "calls per second", calls));
        require(faults >= 1, "faults", faults);
        require(pause.isPositive(), "pause", pause);
    }

    private static void require(boolean holds, String what, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " " + value + " is too small");
        }
    }
}
