package dev.plumbline.agent.loop;

import dev.plumbline.platform.limit.CallLimits;
import java.time.Duration;
import java.util.Optional;

/// How a platform is used.
///
/// @param observe how often it is observed when nothing signals
/// @param limits how much is asked of it
public record PlatformSettings(ObserveIntervals observe, CallLimits limits) {
    /// The embedded platform unless it is configured otherwise. It is back sooner than what is
    /// behind a network.
    public static final PlatformSettings AT_HAND =
            new PlatformSettings(
                    ObserveIntervals.AT_HAND,
                    new CallLimits(16, Optional.empty(), 5, Duration.ofSeconds(5)));

    /// Any other platform unless it is configured otherwise.
    public static final PlatformSettings REMOTE =
            new PlatformSettings(ObserveIntervals.REMOTE, CallLimits.DEFAULT);
}
