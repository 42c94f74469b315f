package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import java.util.Optional;

/// Leaves edits on the platform while healing of the resource is suspended, whoever asks. What a
/// commit changes is no edit, and goes.
final class SuspensionGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        if (!change.drift()) {
            return Optional.empty();
        }
        return of.context()
                .interventions()
                .suspension(change.id())
                .map(suspension -> {
                    String resume = "plumb resume " + suspension.id();
                    return Hold.until(
                                    Hold.Gate.SUSPENSION,
                                    suspension.until(),
                                    "%s; put back then, or after `%s`"
                                            .formatted(suspension.words(), resume))
                            .by(resume);
                });
    }
}
