package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import java.util.Optional;

/// Leaves edits on the platform where `sync.self_heal` is false.
final class SelfHealGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        return !change.drift() || of.policy().sync().selfHeal() || of.context().requested()
                ? Optional.empty()
                : Optional.of(
                        Hold.forAPerson(
                                        Hold.Gate.SELF_HEAL,
                                        "sync.self_heal is false; run `plumb sync` to put it back")
                                .by("plumb sync"));
    }
}
