package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.jobs.graph.Step;
import java.io.IOException;
import java.util.Optional;
import java.util.SequencedSet;

/// What earlier runs say about a step.
record StepHistory(Engine engine, RunContext context, Step step) {
    /// An earlier success that may stand for the step: with the same key, its outputs still held.
    Optional<StepRun> reusable(StepKey key) throws IOException {
        if (!step.deterministic() || !context.reuse()) {
            return Optional.empty();
        }
        for (StepRun earlier : engine.steps().withKey(context.workspace(), key.digest())) {
            if (isHeld(earlier)) {
                return Optional.of(earlier);
            }
        }
        return Optional.empty();
    }

    private boolean isHeld(StepRun earlier) throws IOException {
        for (Artifact artifact : earlier.outputs().values()) {
            if (!engine.artifacts().holds(artifact.digest())) {
                return false;
            }
        }
        return earlier.outputs().keySet().equals(step.outputs().keySet());
    }

    /// Why the step has to run, for people.
    String why(StepKey key) {
        Optional<StepRun> last =
                engine.steps()
                        .lastSuccess(
                                context.workspace(), context.job(), step.name(), context.run());
        if (last.isEmpty()) {
            return "it has not succeeded before";
        }
        SequencedSet<String> changed = key.changedSince(last.get().keyParts());
        if (!changed.isEmpty()) {
            return "changed since run " + last.get().run() + ": " + String.join(", ", changed);
        }
        if (!step.deterministic()) {
            return "it is not deterministic";
        }
        return context.reuse() ? "its earlier outputs are gone" : "every step is to run again";
    }
}
