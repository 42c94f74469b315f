package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import java.util.List;
import java.util.Optional;

/// Holds everything while the workspace is frozen, whoever asks.
final class FreezeGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        return of.policy()
                .freeze()
                .filter(freeze -> !freeze.isOver(of.context().now()))
                .map(freeze ->
                        new Hold(
                                Hold.Gate.FREEZE,
                                "the workspace is frozen"
                                        + freeze.until().map(end -> " until " + end).orElse("")
                                        + freeze.reason().map(why -> " (" + why + ")").orElse("")
                                        + "; a commit that takes `freeze` out of plumbline.yml ends it",
                                freeze.until(),
                                List.of(),
                                Optional.empty()));
    }
}
