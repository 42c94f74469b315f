package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import java.util.Optional;

/// Holds every delete where `sync.prune` is false. A rename deletes what is there under its new
/// name, and is let through.
final class PruneGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        return isPrune(change) && !of.policy().sync().prune()
                ? Optional.of(
                        Hold.forAPerson(
                                Hold.Gate.PRUNE,
                                "sync.prune is false; delete it by hand or set sync.prune to true"))
                : Optional.empty();
    }

    static boolean isPrune(PlannedResource change) {
        return change.verdict() instanceof Verdict.Due(Change.Delete _)
                && change.moved().isEmpty()
                && change.partOf().isEmpty();
    }
}
