package dev.plumbline.local.serving;

import java.time.Instant;

/// One answered request: what `plumb lineage REQUEST-ID` starts from.
///
/// @param model name and version, as `fraud:3`
/// @param millis from the first byte of the request until the answer was ready
public record AccessRecord(
        Instant time,
        String requestId,
        String endpoint,
        String deployment,
        String generation,
        String model,
        int status,
        double millis) {}
