package dev.plumbline.plan;

import dev.plumbline.platform.Change;
import dev.plumbline.resource.ResourceId;
import java.util.Set;

/// What the plan says of one resource.
public sealed interface Verdict {
    /// As declared; nothing to do.
    record Current() implements Verdict {}

    /// To be done, and wholly known.
    record Due(Change change) implements Verdict {}

    /// To be done once others have done their part: what it will be depends on them.
    record Deferred(String action, Set<ResourceId> waitsFor) implements Verdict {
        public Deferred {
            waitsFor = Set.copyOf(waitsFor);
        }
    }

    /// Being done on the platform.
    record Underway() implements Verdict {}

    /// Another workspace does it; there is nothing to do here.
    record Elsewhere() implements Verdict {}

    /// Cannot be done until a person acts.
    record Stalled() implements Verdict {}

    /// The word of the contract; `none` for what takes no action.
    default String action() {
        return switch (this) {
            case Due(var change) -> change.action();
            case Deferred(var action, _) -> action;
            case Current _, Underway _, Elsewhere _, Stalled _ -> "none";
        };
    }
}
