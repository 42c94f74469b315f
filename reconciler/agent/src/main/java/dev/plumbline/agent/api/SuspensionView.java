package dev.plumbline.agent.api;

import java.time.Instant;
import java.util.Optional;

/// What was suspended or resumed.
///
/// @param act `suspension` or `resumption`
/// @param until when it ends by itself; nothing for a resumption
/// @param undone the commit whose undo ended with a resumption: what it declares is applied again
public record SuspensionView(
        String act,
        String by,
        String workspace,
        String repository,
        String resource,
        Optional<Instant> until,
        Optional<String> reason,
        Optional<String> undone) {}
