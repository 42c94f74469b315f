package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import java.util.Optional;

/// Holds every change while the commit is not signed as the agent's configuration demands.
final class SignatureGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        return of.context().policy().distrusted();
    }
}
