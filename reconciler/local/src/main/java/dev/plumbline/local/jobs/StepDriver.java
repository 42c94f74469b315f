package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.environments.PythonEnvironment;
import dev.plumbline.local.jobs.graph.OutputOf;
import dev.plumbline.local.jobs.graph.Step;
import dev.plumbline.local.jobs.step.Attempt;
import dev.plumbline.local.jobs.step.StepFolder;
import dev.plumbline.local.jobs.step.StepLog;
import dev.plumbline.local.jobs.step.StepProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// Runs the command of one step to its end; takes up what an earlier agent left.
final class StepDriver {
    private static final int MOST_LOST = 3;

    private final Engine engine;
    private final RunContext context;
    private final Step step;
    private final Control control;
    private final StepFolder folder;
    private final StepLog log;
    private StepRun current;
    private boolean admitted;
    private Optional<StepProcess> process = Optional.empty();

    /// @param admitted whether it holds a permit already
    StepDriver(
            Engine engine,
            RunContext context,
            Step step,
            Control control,
            StepRun current,
            boolean admitted) {
        this.engine = engine;
        this.context = context;
        this.step = step;
        this.control = control;
        this.current = current;
        this.admitted = admitted;
        folder = context.step(step.name());
        log = new StepLog(folder.log());
    }

    /// @param made the outputs of the steps that have succeeded
    /// @return the ended step; empty when the agent ends before
    Optional<StepRun> drive(Map<OutputOf, Artifact> made) {
        try {
            return Optional.of(toTheEnd(made));
        } catch (StopException stop) {
            return switch (stop.reason()) {
                case DETACHED -> Optional.empty();
                case CANCELED ->
                        Optional.of(end(StepStatus.CANCELED, OptionalInt.empty(), "canceled"));
                case ABANDONED -> Optional.of(end(StepStatus.SKIPPED, OptionalInt.empty(), ""));
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            endProcess();
            return Optional.of(failed("step %s: %s".formatted(step.name(), e.getMessage())));
        } finally {
            if (admitted) {
                engine.permits().release();
            }
        }
    }

    private StepRun toTheEnd(Map<OutputOf, Artifact> made)
            throws IOException, InterruptedException, StopException {
        if (current.status() != StepStatus.PENDING) {
            Optional<StepRun> ended = resume();
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        ResolvedStep resolved = ResolvedStep.of(engine, context, step, made);
        String why =
                current.attempt() == 0
                        ? new StepHistory(engine, context, step).why(resolved.key())
                        : current.why();
        admit();
        while (true) {
            Optional<StepRun> ended = attempt(resolved, why);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
    }

    private void admit() throws InterruptedException, StopException {
        while (!admitted) {
            control.checkWaiting();
            admitted = engine.permits().tryAcquire(Control.POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
        control.checkWaiting();
    }

    /// Takes up an attempt that an earlier agent began.
    ///
    /// @return empty when there is nothing to take up: the step is to be run again
    private Optional<StepRun> resume() throws IOException, InterruptedException, StopException {
        Attempt attempt = folder.attempt(current.attempt());
        return switch (attempt.settle()) {
            case ENDED -> concludeOrLose(attempt);
            case STARTED -> {
                process = StepProcess.find(attempt);
                if (process.isPresent()) {
                    save(current.running());
                    yield supervise(process.get(), attempt);
                }
                yield concludeOrLose(attempt);
            }
            case NEVER_STARTED -> {
                control.checkRunning();
                yield Optional.empty();
            }
        };
    }

    /// @return empty when the process vanished
    private Optional<StepRun> attempt(ResolvedStep resolved, String why)
            throws IOException, InterruptedException, StopException {
        save(current.starting(resolved.key(), why, engine.now()));
        engine.tell(new RunEvent.StepStarted(context.run(), step.name(), current.attempt(), why));
        PythonEnvironment environment = new StepEnvironment(engine, context, step, control).get();
        StepPreparation preparation = new StepPreparation(engine, context, step, current.attempt());
        preparation.layOut(resolved.code());
        Map<String, String> inputTexts =
                resolved.inputs().texts(engine.artifacts(), folder.inputs());
        Map<String, String> variables = preparation.variables(environment, inputTexts);
        String command = step.template().render(inputTexts, preparation.outputTexts());
        save(current.prepared(environment.lock(), engine.now()));

        Attempt attempt = folder.attempt(current.attempt());
        control.checkRunning();
        process = Optional.of(StepProcess.start(folder, attempt, command, variables));
        save(current.running());
        return supervise(process.get(), attempt);
    }

    private Optional<StepRun> supervise(StepProcess running, Attempt attempt)
            throws IOException, InterruptedException, StopException {
        Optional<Instant> deadline =
                step.timeout().flatMap(limit -> current.started().map(start -> start.plus(limit)));
        while (!running.hasEnded()) {
            try {
                control.checkRunning();
            } catch (StopException stop) {
                if (stop.reason() == StopException.Reason.CANCELED) {
                    running.end(engine.options().grace());
                }
                throw stop;
            }
            if (deadline.filter(engine.now()::isAfter).isPresent()) {
                running.end(engine.options().grace());
                return Optional.of(timedOut());
            }
            log.keepWithin(engine.options().logBytes());
        }
        return concludeOrLose(attempt);
    }

    private StepRun timedOut() {
        return failed(
                "step %s was stopped after %s s, its limits.timeout; raise the limit or make it faster"
                        .formatted(
                                step.name(), step.timeout().map(Duration::toSeconds).orElse(0L)));
    }

    private Optional<StepRun> concludeOrLose(Attempt attempt)
            throws IOException, InterruptedException, StopException {
        StepProcess.endLeftovers(attempt, engine.options().grace());
        process = Optional.empty();
        OptionalInt code = attempt.exitCode();
        if (code.isPresent()) {
            return Optional.of(conclude(code.getAsInt()));
        }
        control.checkRunning();
        save(current.lostOnce());
        if (current.lost() >= MOST_LOST) {
            return Optional.of(
                    failed(
                            "step %s was lost %d times: its process vanished without an exit code (killed, or the machine went down)"
                                    .formatted(step.name(), current.lost())));
        }
        log.note(
                "attempt %d vanished without an exit code; the step is run again"
                        .formatted(current.attempt()));
        return Optional.empty();
    }

    private StepRun conclude(int code) throws IOException {
        if (code != 0) {
            String signal = code > 128 ? " (killed by signal " + (code - 128) + ")" : "";
            String line =
                    log.tellingLine()
                            .map(text -> ": " + text)
                            .orElse(" and wrote nothing to its log");
            return end(
                    StepStatus.FAILED,
                    OptionalInt.of(code),
                    "step " + step.name() + " exited " + code + signal + line);
        }
        Map<String, Artifact> outputs = new LinkedHashMap<>();
        for (var output : step.outputs().entrySet()) {
            Path path = StepPreparation.output(folder, output.getKey(), output.getValue());
            if (!Files.exists(path)) {
                return end(
                        StepStatus.FAILED,
                        OptionalInt.of(code),
                        "step %s exited 0 and left nothing at ${{outputs.%s}}; write the %s there"
                                .formatted(step.name(), output.getKey(), output.getValue()));
            }
            outputs.put(output.getKey(), engine.artifacts().put(path));
        }
        save(current.succeeded(outputs, metrics(), engine.now()));
        finished();
        folder.clear();
        return current;
    }

    private StepRun failed(String message) {
        return end(StepStatus.FAILED, OptionalInt.empty(), message);
    }

    private StepRun end(StepStatus status, OptionalInt code, String message) {
        save(current.ended(status, code, message, metrics(), engine.now()));
        finished();
        return current;
    }

    private Map<String, Double> metrics() {
        return current.attempt() == 0
                ? Map.of()
                : engine.tracking().metrics(context.tracked(step.name(), current.attempt()).id());
    }

    private void finished() {
        if (current.attempt() > 0) {
            String id = context.tracked(step.name(), current.attempt()).id();
            engine.tracking().endRun(id, current.status().isSuccess(), engine.now());
        }
        double seconds =
                current.started()
                        .map(start -> Duration.between(start, engine.now()).toMillis() / 1000.0)
                        .orElse(0.0);
        engine.tell(
                new RunEvent.StepFinished(
                        context.run(), step.name(), current.status(), seconds, current.message()));
    }

    private void save(StepRun changed) {
        engine.steps().save(List.of(changed));
        current = changed;
    }

    /// A step that failed for the agent's own reasons leaves no process behind.
    private void endProcess() {
        try {
            if (process.isPresent()) {
                process.get().end(engine.options().grace());
            }
        } catch (IOException e) {
            engine.warn("a process of step " + step.name() + " is left behind", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
