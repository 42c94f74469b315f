package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import java.util.Optional;

/// Holds everything that nobody asked for where `sync.automated` is false.
final class ManualSyncGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        return of.policy().sync().automated() || of.context().requested()
                ? Optional.empty()
                : Optional.of(
                        Hold.forAPerson(
                                        Hold.Gate.MANUAL_SYNC,
                                        "sync.automated is false; run `plumb sync`")
                                .by("plumb sync"));
    }
}
