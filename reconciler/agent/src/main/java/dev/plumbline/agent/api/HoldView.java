package dev.plumbline.agent.api;

import dev.plumbline.gate.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What holds a change.
///
/// @param gate what holds it: `approval`, `window`
/// @param until when time alone releases it
/// @param from the people and `@teams` of whom some can release it; empty for anyone
/// @param command what releases it; nothing when no command does
public record HoldView(
        String gate,
        String reason,
        Optional<Instant> until,
        List<String> from,
        Optional<String> command) {
    public HoldView {
        from = List.copyOf(from);
    }

    public static HoldView of(Hold hold) {
        return new HoldView(
                hold.gate().word(), hold.reason(), hold.until(), hold.from(), hold.command());
    }
}
