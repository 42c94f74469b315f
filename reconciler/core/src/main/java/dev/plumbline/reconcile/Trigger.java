package dev.plumbline.reconcile;

import dev.plumbline.plan.Plan;
import dev.plumbline.resource.ResourceId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What led to a pass.
///
/// @param cause for people and for the ledger: `poll`, `push`, `plumb sync`
/// @param requested whether a person asked for it
/// @param only the one resource to sync, with what it needs
/// @param again whether what failed may be tried again at once
/// @param refresh whether labels are resolved anew
/// @param rerun failed jobs that are to run again
public record Trigger(
        String cause,
        boolean requested,
        Optional<ResourceId> only,
        boolean again,
        boolean refresh,
        Set<ResourceId> rerun) {
    public Trigger {
        rerun = Set.copyOf(rerun);
    }

    /// What a person asks for is tried at once, whatever failed before.
    public Trigger(
            String cause,
            boolean requested,
            Optional<ResourceId> only,
            boolean refresh,
            Set<ResourceId> rerun) {
        this(cause, requested, only, requested, refresh, rerun);
    }

    /// Something may have changed: look.
    public static Trigger look(String cause) {
        return new Trigger(cause, false, Optional.empty(), false, Set.of());
    }

    public static Trigger requested(String cause) {
        return new Trigger(cause, true, Optional.empty(), false, Set.of());
    }

    /// The same of what is called otherwise since it was asked for.
    Trigger under(Head head) {
        return new Trigger(
                cause,
                requested,
                only.map(head::now),
                again,
                refresh,
                rerun.stream().map(head::now).collect(Collectors.toSet()));
    }

    /// Which resources of a plan are to be brought about.
    Predicate<ResourceId> wanted(Plan plan) {
        return only.map(plan::withNeeds)
                .<Predicate<ResourceId>>map(named -> named::contains)
                .orElse(_ -> true);
    }

    /// What is left to ask for once a pass has begun what was asked: what fails again is not tried
    /// for ever.
    public Trigger afterFirstPass() {
        return new Trigger(cause, requested, only, false, false, Set.of());
    }
}
