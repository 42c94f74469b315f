package dev.plumbline.agent.api;

import java.util.Optional;

/// What to leave alone on the platform.
///
/// @param resource its id; an endpoint covers its deployments and its traffic
/// @param forSeconds how long
/// @param reason why, for the record
public record SuspendRequest(
        Optional<String> resource, Optional<Long> forSeconds, Optional<String> reason) {}
