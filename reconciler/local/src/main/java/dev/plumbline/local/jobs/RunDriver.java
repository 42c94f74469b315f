package dev.plumbline.local.jobs;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.local.jobs.graph.GraphReader;
import dev.plumbline.local.jobs.graph.OutputOf;
import dev.plumbline.local.jobs.graph.Progression;
import dev.plumbline.local.jobs.graph.Step;
import dev.plumbline.platform.Observed.RunStatus;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries one run to its end: starts steps as soon as what they bind to is there, and registers
/// the outputs. What it knows is in the database before it acts, so that a later agent carries on
/// where this one was killed.
final class RunDriver {
    private static final Logger LOG = LoggerFactory.getLogger(RunDriver.class);

    private final Engine engine;
    private final RunStore.Submitted submitted;
    private final RunContext context;
    private final Control control = new Control();
    private final Map<String, StepRun> steps = new LinkedHashMap<>();
    private final Set<String> inFlight = new HashSet<>();
    private final Set<String> admitted = new HashSet<>();
    private final Progression progression;
    private final Map<OutputOf, Artifact> made = new ConcurrentHashMap<>();
    private final List<StepRun> settled = new ArrayList<>();
    private final BlockingQueue<Optional<StepRun>> ended = new LinkedBlockingQueue<>();
    private final Instant began;
    private boolean stopping;

    RunDriver(Engine engine, String run) {
        this.engine = engine;
        submitted = engine.store().submitted(run);
        context =
                RunContext.of(run, submitted, GraphReader.read(submitted.spec()), engine.options());
        engine.steps().ofRun(run).forEach(step -> steps.put(step.name(), step));
        progression =
                new Progression(
                        context.graph(),
                        steps.values().stream()
                                .filter(step -> step.status() != StepStatus.PENDING)
                                .map(StepRun::name)
                                .collect(Collectors.toSet()));
        began = engine.now();
        // Steps that an earlier agent started take their room before any new one does.
        steps.values().stream()
                .filter(RunDriver::isUnderWay)
                .filter(_ -> engine.permits().tryAcquire())
                .forEach(step -> admitted.add(step.name()));
    }

    /// The metrics of all steps; of one name, those of the step that ended last.
    static Map<String, Double> metrics(Collection<StepRun> steps) {
        Map<String, Double> merged = new LinkedHashMap<>();
        steps.stream()
                .sorted(Comparator.comparing(step -> step.ended().orElse(Instant.MAX)))
                .forEach(step -> merged.putAll(step.metrics()));
        return merged;
    }

    String id() {
        return context.run();
    }

    Control control() {
        return control;
    }

    /// Runs to the end, or until the agent ends.
    void run() {
        try {
            if (engine.store().isCanceling(context.run())) {
                control.cancel();
            }
            engine.store().started(context.run());
            engine.tracking().createRun(context.tracked(), began);
            engine.tell(new RunEvent.RunStarted(context.run(), context.job()));
            if (runSteps()) {
                conclude();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("run {} could not be carried on", context.run(), e);
            end(RunStatus.FAILED, "the run could not be carried on: " + e.getMessage(), Map.of());
        }
    }

    /// @return whether all steps have ended; otherwise the agent ends
    private boolean runSteps() throws InterruptedException {
        List<StepRun> begun = List.copyOf(steps.values());
        begun.stream().filter(RunDriver::isUnderWay).forEach(this::start);
        begun.stream().filter(step -> step.status().isTerminal()).forEach(this::note);
        while (true) {
            advance();
            if (inFlight.isEmpty()) {
                return true;
            }
            Optional<StepRun> step = ended.take();
            if (step.isEmpty()) {
                return false;
            }
            inFlight.remove(step.get().name());
            note(step.get());
        }
    }

    private static boolean isUnderWay(StepRun step) {
        return step.status() == StepStatus.STARTING || step.status() == StepStatus.RUNNING;
    }

    /// Goes as far as it goes without a process, keeps that, and starts what is due then.
    private void advance() {
        List<StepRun> due = new ArrayList<>();
        while (true) {
            if (control.isCanceling()) {
                progression.stop().forEach(step -> settle(step, StepStatus.CANCELED, ""));
            } else if (stopping) {
                progression.stop().forEach(step -> settle(step, StepStatus.SKIPPED, ""));
            }
            Optional<StepRun> next = progression.next().map(this::step);
            if (next.isEmpty()) {
                break;
            }
            next.flatMap(this::reused).ifPresentOrElse(this::settle, () -> due.add(next.get()));
        }
        if (!settled.isEmpty()) {
            engine.steps().save(settled);
            settled.stream()
                    .filter(step -> step.status() == StepStatus.REUSED)
                    .forEach(step ->
                            engine.tell(
                                    new RunEvent.StepReused(
                                            step.run(),
                                            step.name(),
                                            step.reusedFrom().orElseThrow())));
            settled.clear();
        }
        due.forEach(this::start);
    }

    /// The step with what an earlier success made, where one may stand for it.
    private Optional<StepRun> reused(StepRun step) {
        if (step.attempt() > 0) {
            return Optional.empty();
        }
        try {
            Step declared = context.graph().step(step.name());
            StepKey key = ResolvedStep.of(engine, context, declared, made).key();
            return new StepHistory(engine, context, declared)
                    .reusable(key)
                    .map(earlier -> step.reused(key, earlier, engine.now()));
        } catch (IOException | RuntimeException _) {
            // Whoever runs the step meets the same, and tells of it.
            return Optional.empty();
        }
    }

    private StepRun step(String name) {
        return Objects.requireNonNull(steps.get(name));
    }

    private void settle(String name, StepStatus status, String message) {
        settle(step(name).ended(status, OptionalInt.empty(), message, Map.of(), engine.now()));
    }

    /// Takes the end of a step of which nothing ran; [#advance] keeps it.
    private void settle(StepRun step) {
        settled.add(step);
        note(step);
    }

    private void note(StepRun step) {
        steps.put(step.name(), step);
        step.outputs()
                .forEach((name, artifact) -> made.put(new OutputOf(step.name(), name), artifact));
        if (step.status().isSuccess()) {
            progression.succeeded(step.name());
            return;
        }
        progression
                .failed(step.name())
                .forEach(blocked ->
                        settle(
                                blocked.step(),
                                control.isCanceling() ? StepStatus.CANCELED : StepStatus.SKIPPED,
                                "needs step " + blocked.need()));
        if (step.status() == StepStatus.FAILED && !context.graph().continueOnFailure()) {
            stopping = true;
            control.abandon();
        }
    }

    private void start(StepRun step) {
        inFlight.add(step.name());
        StepDriver driver =
                new StepDriver(
                        engine,
                        context,
                        context.graph().step(step.name()),
                        control,
                        step,
                        admitted.remove(step.name()));
        Thread.ofVirtual()
                .name("step " + step.run() + " " + step.name())
                .start(() -> ended.add(drive(driver, step)));
    }

    // Whatever goes wrong in a step, even in keeping what went wrong, the run hears of its end.
    private Optional<StepRun> drive(StepDriver driver, StepRun step) {
        try {
            return driver.drive(made);
        } catch (RuntimeException e) {
            LOG.error("step {} of run {} could not be carried on", step.name(), step.run(), e);
            String message =
                    "step %s could not be carried on: %s".formatted(step.name(), e.getMessage());
            return Optional.of(
                    step.ended(
                            StepStatus.FAILED,
                            OptionalInt.empty(),
                            message,
                            Map.of(),
                            engine.now()));
        }
    }

    private void conclude() {
        Map<StepStatus, List<StepRun>> byStatus =
                steps.values().stream().collect(Collectors.groupingBy(StepRun::status));
        if (byStatus.containsKey(StepStatus.FAILED)) {
            String message =
                    byStatus.get(StepStatus.FAILED).stream()
                            .map(StepRun::message)
                            .collect(Collectors.joining("; "));
            end(RunStatus.FAILED, message, Map.of());
        } else if (byStatus.containsKey(StepStatus.CANCELED)) {
            end(RunStatus.CANCELED, "canceled", Map.of());
        } else {
            register();
        }
    }

    private void register() {
        Map<ResourceId, String> registered = new LinkedHashMap<>();
        Map<String, Double> metrics = metrics(steps.values());
        for (Production production : submitted.produces()) {
            try {
                VersionedId version = register(production, metrics);
                registered.put(version.id(), version.version());
            } catch (IOException e) {
                end(
                        RunStatus.FAILED,
                        "all steps succeeded, but output %s could not be registered as %s: %s"
                                .formatted(production.output(), production.asset(), e.getMessage()),
                        registered);
                return;
            }
        }
        end(RunStatus.SUCCEEDED, "", registered);
    }

    private VersionedId register(Production production, Map<String, Double> metrics)
            throws IOException {
        OutputOf output =
                context.graph()
                        .output(production.output())
                        .orElseThrow(() -> new IOException("no step makes it"));
        Artifact artifact = made.get(output);
        if (artifact == null) {
            throw new IOException("step " + output.step() + " left nothing there");
        }
        String type = context.graph().type(production.output(), output);
        return engine.assets(context).register(context.run(), production, type, artifact, metrics);
    }

    private void end(RunStatus status, String message, Map<ResourceId, String> registered) {
        engine.store().ended(context.run(), status, message, registered);
        engine.tracking()
                .endRun(context.tracked().id(), status == RunStatus.SUCCEEDED, engine.now());
        double seconds = Duration.between(began, engine.now()).toMillis() / 1000.0;
        engine.tell(
                new RunEvent.RunFinished(context.run(), context.job(), status, seconds, message));
    }
}
