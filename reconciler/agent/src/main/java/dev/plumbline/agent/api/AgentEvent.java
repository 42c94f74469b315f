package dev.plumbline.agent.api;

import java.time.Instant;
import java.util.Optional;

/// Something that happened, for the stream of events.
///
/// @param type what, in dotted words: `sync.started`, `sync.ended`, `change.applied`,
///   `change.failed`, `run.started`, `run.ended`, `health.changed`, `drift.found`
/// @param sync the sync that it is part of
/// @param message one sentence for people
public record AgentEvent(
        Instant time,
        String type,
        String workspace,
        Optional<String> sync,
        Optional<String> resource,
        String message) {}
