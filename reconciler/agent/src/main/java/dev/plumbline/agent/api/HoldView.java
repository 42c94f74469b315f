package dev.plumbline.agent.api;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.HeldSince;
import dev.plumbline.gate.Hold;
import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What holds a change.
///
/// @param gate what holds it: `approval`, `window`
/// @param until when time alone releases it
/// @param from the people and `@teams` of whom some can release it; empty for anyone
/// @param command what releases it; nothing when no command does
/// @param since when the agent held this same change first; nothing while it did not yet
/// @param commit whose plan it was in then
public record HoldView(
        String gate,
        String reason,
        Optional<Instant> until,
        List<String> from,
        Optional<String> command,
        Optional<Instant> since,
        Optional<String> commit) {
    public HoldView {
        from = List.copyOf(from);
    }

    /// What holds the change of a resource first.
    public static Optional<HoldView> first(GatedPlan gated, ResourceId id) {
        return all(gated, id).stream().findFirst();
    }

    /// Everything that holds the change of a resource.
    public static List<HoldView> all(GatedPlan gated, ResourceId id) {
        return gated.holds().getOrDefault(id, List.of()).stream()
                .map(hold -> of(hold, gated.since(id)))
                .toList();
    }

    private static HoldView of(Hold hold, Optional<HeldSince> since) {
        return new HoldView(
                hold.gate().word(),
                hold.reason(),
                hold.until(),
                hold.from(),
                hold.command(),
                since.map(HeldSince::at),
                since.map(HeldSince::commit));
    }
}
