package dev.plumbline.gate;

import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Undo;
import dev.plumbline.resource.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What people did at runtime that stands now.
///
/// @param suspensions those that are not over
/// @param undos those whose endpoint the commit declares as the one that was undone does
public record Interventions(List<Suspension> suspensions, List<Undo> undos) {
    public static final Interventions NONE = new Interventions(List.of(), List.of());

    public Interventions {
        suspensions = List.copyOf(suspensions);
        undos = List.copyOf(undos);
    }

    /// The suspension that covers a resource; the longest of several.
    public Optional<Suspension> suspension(ResourceId id) {
        return suspensions.stream()
                .filter(each -> each.covers(id))
                .max(Comparator.comparing(Suspension::until));
    }

    /// The undo of the endpoint that a resource belongs to.
    public Optional<Undo> undo(ResourceId id) {
        return undos.stream().filter(each -> each.covers(id)).findFirst();
    }
}
