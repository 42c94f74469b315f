package dev.plumbline.gate;

import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// What tells whether a removed deployment is kept for a while.
///
/// @param asked the one resource that a person asked to sync
/// @param leftTraffic when a deployment stopped to take traffic; empty when it never took any
public record Warmth(
        Optional<ResourceId> asked, Function<ResourceId, Optional<Instant>> leftTraffic) {
    public static final Warmth NONE = new Warmth(Optional.empty(), _ -> Optional.empty());
}
