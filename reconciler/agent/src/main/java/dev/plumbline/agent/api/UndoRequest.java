package dev.plumbline.agent.api;

import java.util.Optional;

/// What to put back.
///
/// @param endpoint its name, or its id
/// @param forSeconds how long edits of it are left alone; a day when absent
/// @param reason why, for the record
public record UndoRequest(
        Optional<String> endpoint, Optional<Long> forSeconds, Optional<String> reason) {}
