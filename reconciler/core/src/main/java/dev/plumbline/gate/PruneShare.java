package dev.plumbline.gate;

import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.resource.Kind;
import dev.plumbline.spec.workspace.PruneGuard;
import java.math.BigDecimal;
import java.util.stream.Stream;

/// How much of a workspace a plan deletes.
///
/// @param resources those of the last release, and what a sync began to make and no release holds
record PruneShare(long deletes, long resources) {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    static PruneShare of(Plan plan, LastApplied last) {
        long deletes = plan.changes().stream().filter(PruneGate::isPrune).count();
        return new PruneShare(deletes, deletes == 0 ? 0 : resources(last));
    }

    private static long resources(LastApplied last) {
        return Stream.concat(last.resources().keySet().stream(), last.begun().stream())
                .filter(id -> id.kind() != Kind.POLICY)
                .distinct()
                .count();
    }

    boolean exceeds(PruneGuard guard) {
        return guard.isExceededBy(deletes, resources);
    }

    /// What is too much of it, for people.
    String words(PruneGuard guard) {
        return "the commit deletes %d of the %d resources of the workspace (%d%%), and sync.prune_guard allows %s%%"
                .formatted(
                        deletes,
                        resources,
                        Math.round(100.0 * deletes / resources),
                        guard.maxShare().multiply(PERCENT).stripTrailingZeros().toPlainString());
    }
}
