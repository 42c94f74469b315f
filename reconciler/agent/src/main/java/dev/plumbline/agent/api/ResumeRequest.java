package dev.plumbline.agent.api;

import java.util.Optional;

/// What not to leave alone any longer.
///
/// @param resource its id
/// @param reason why, for the record
public record ResumeRequest(Optional<String> resource, Optional<String> reason) {}
