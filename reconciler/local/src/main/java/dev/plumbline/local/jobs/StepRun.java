package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A step of a run.
///
/// @param attempt how often a process was made ready for it; 0 before the first
/// @param lost how many of these vanished without an exit code (reboot, killed)
/// @param keyParts what the key is made from, for telling why a step ran: `command`, `code`,
///   `inputs`, `parameters`, …
/// @param reusedFrom the run whose step stands for this one
/// @param why why it ran or was reused, for people
/// @param message why it failed, for people
/// @param metrics what it logged last, by name
/// @param environmentLock the resolved packages of its environment
public record StepRun(
        String run,
        String name,
        StepStatus status,
        int attempt,
        int lost,
        Optional<Instant> started,
        Optional<Instant> ended,
        OptionalInt exitCode,
        Optional<Digest> key,
        Value.Fields keyParts,
        Optional<String> reusedFrom,
        String why,
        String message,
        Map<String, Artifact> outputs,
        Map<String, Double> metrics,
        List<String> environmentLock) {
    public StepRun {
        outputs = Map.copyOf(outputs);
        metrics = Map.copyOf(metrics);
        environmentLock = List.copyOf(environmentLock);
    }

    static StepRun pending(String run, String name) {
        return new StepRun(
                run,
                name,
                StepStatus.PENDING,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Value.Fields.EMPTY,
                Optional.empty(),
                "",
                "",
                Map.of(),
                Map.of(),
                List.of());
    }

    /// The literal inputs that it ran with.
    public Map<String, Value> parameters() {
        return keyParts.fields("parameters").fields();
    }

    /// The next attempt, with what it is for.
    StepRun starting(StepKey stepKey, String reason, Instant now) {
        return new StepRun(
                run,
                name,
                StepStatus.STARTING,
                attempt + 1,
                lost,
                Optional.of(now),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(stepKey.digest()),
                stepKey.parts(),
                Optional.empty(),
                reason,
                "",
                Map.of(),
                Map.of(),
                List.of());
    }

    /// The environment is there and the process is about to start: the clock of the step's time
    /// limit starts here.
    StepRun prepared(List<String> lock, Instant now) {
        return with(status, lost, Optional.of(now), lock);
    }

    StepRun running() {
        return with(StepStatus.RUNNING, lost, started, environmentLock);
    }

    StepRun lostOnce() {
        return with(status, lost + 1, started, environmentLock);
    }

    private StepRun with(
            StepStatus how, int timesLost, Optional<Instant> start, List<String> lock) {
        return new StepRun(
                run,
                name,
                how,
                attempt,
                timesLost,
                start,
                ended,
                exitCode,
                key,
                keyParts,
                reusedFrom,
                why,
                message,
                outputs,
                metrics,
                lock);
    }

    StepRun succeeded(Map<String, Artifact> made, Map<String, Double> logged, Instant now) {
        return end(StepStatus.SUCCEEDED, OptionalInt.of(0), "", made, logged, now);
    }

    /// Ended without success.
    StepRun ended(
            StepStatus how,
            OptionalInt code,
            String reason,
            Map<String, Double> logged,
            Instant now) {
        return end(how, code, reason, Map.of(), logged, now);
    }

    private StepRun end(
            StepStatus how,
            OptionalInt code,
            String reason,
            Map<String, Artifact> made,
            Map<String, Double> logged,
            Instant now) {
        return new StepRun(
                run,
                name,
                how,
                attempt,
                lost,
                started,
                Optional.of(now),
                code,
                key,
                keyParts,
                reusedFrom,
                why,
                reason,
                made,
                logged,
                environmentLock);
    }

    StepRun reused(StepKey stepKey, StepRun earlier, Instant now) {
        String origin = earlier.reusedFrom().orElse(earlier.run());
        return new StepRun(
                run,
                name,
                StepStatus.REUSED,
                attempt,
                lost,
                Optional.of(now),
                Optional.of(now),
                OptionalInt.empty(),
                Optional.of(stepKey.digest()),
                stepKey.parts(),
                Optional.of(origin),
                "nothing that it depends on changed since run " + origin,
                "",
                earlier.outputs(),
                earlier.metrics(),
                earlier.environmentLock());
    }
}
