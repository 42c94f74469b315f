package dev.plumbline.agent.loop;

import java.time.Instant;
import java.util.Optional;

/// What waits for a loop.
///
/// @param depth how much
/// @param since when the oldest signal came that no round has taken
public record Waiting(int depth, Optional<Instant> since) {}
