package dev.plumbline.simulation;

import dev.plumbline.gate.Floor;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.ledger.LedgerException;
import dev.plumbline.ledger.Recorder;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.Memory;
import dev.plumbline.reconcile.PassResult;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.reconcile.ReconcileListener;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.GitRepository;
import dev.plumbline.repository.MemoryClone;
import dev.plumbline.repository.MemoryRemote;
import dev.plumbline.repository.MemoryTree;
import dev.plumbline.repository.RepositoryException;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.SpecLoader;
import dev.plumbline.spec.SpecSet;
import dev.plumbline.spec.WorkspaceSpecs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;

/// One story of a workspace, told by a seed.
public final class Simulation implements AutoCloseable {
    static final String WORKSPACE = "repo/demo";
    private static final Recorder RECORDER = new Recorder("Plumbline", "agent@plumbline.dev");
    private static final int STEPS = 24;
    private static final int MOST_PASSES = 200;

    /// What specs mean does not depend on the story, so loaders are warm from the second one on.
    private static final ThreadLocal<SpecLoader> LOADER = ThreadLocal.withInitial(SpecLoader::new);

    /// A commit as it is pushed.
    private record Commit(Head head, SimulatedSpecs specs) {}

    private final Random random;
    private final Faults faults;
    private final TestingPlatform real;
    private final Path folder = temporary();
    private final MemoryRemote remote;
    private final SimulatedDisk disk;
    private final GitRepository repository;
    private final Rules rules;
    private final SimulatedPlatform platform;
    private final List<String> story = new ArrayList<>();
    private final Map<ResourceId, List<Production>> productions = new HashMap<>();
    private final List<SimulatedSpecs> commits = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private WorkspaceReconciler reconciler;
    private Commit head;
    private final Map<Revision, Commit> pushed = new HashMap<>();

    private Simulation(long seed) {
        this.random = new Random(seed);
        this.faults = new Faults(seed, random, (int) (seed % 4) * 8);
        this.real = seed % 3 == 0 ? TestingPlatform.thatCannotSwap() : new TestingPlatform();
        this.remote = new MemoryRemote(new SimulatedNetwork(faults));
        this.disk = new SimulatedDisk(faults);
        this.repository = MemoryClone.of(remote, disk);
        this.rules = new Rules(ledger(), () -> now);
        this.platform = new SimulatedPlatform(real, faults, rules);
        real.register(
                new VersionedId(new ResourceId(Kind.MODEL, SimulatedSpecs.BASE), "1"),
                Digest.ofText("base"),
                Value.Fields.EMPTY,
                Optional.empty(),
                Optional.empty());
        this.reconciler = start();
        commit(SimulatedSpecs.initial(random));
        this.head = pushed.values().iterator().next();
    }

    /// Tells the story of a seed.
    ///
    /// @return what went wrong, with all that led to it; empty when nothing did
    public static Optional<String> run(long seed) {
        try (Simulation simulation = new Simulation(seed)) {
            try {
                simulation.live();
                simulation.settle();
                return Optional.empty();
            } catch (Violation e) {
                return Optional.of(simulation.told(String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                return Optional.of(simulation.told(e + " at " + List.of(e.getStackTrace())));
            }
        }
    }

    /// What happens in the story of a seed.
    static List<String> story(long seed) {
        try (Simulation simulation = new Simulation(seed)) {
            simulation.live();
            simulation.settle();
            return List.copyOf(simulation.story);
        }
    }

    private String told(String what) {
        return String.join("\n", story) + "\n=> " + what;
    }

    private Ledger ledger() {
        return Ledger.open(repository, "demo", RECORDER, () -> now, folder.resolve("head"));
    }

    /// A process begins; the one before is gone with all that it knew.
    private WorkspaceReconciler start() {
        rules.restarted();
        return new WorkspaceReconciler(
                WORKSPACE,
                platform,
                ledger(),
                _ -> InputStream.nullInputStream(),
                () -> now,
                new ReconcileListener() {
                    @Override
                    public void outcome(String workspace, Change change, Outcome outcome) {
                        faults.dieIfDoomed();
                    }

                    @Override
                    public void concluded(String workspace, LedgerEntry entry) {
                        faults.mayCrash("after a release");
                    }
                },
                Floor.NONE,
                Memory.ofThisProcess(random::nextDouble),
                _ -> Optional.empty());
    }

    private void commit(SimulatedSpecs specs) {
        commits.add(specs);
        story.add("commit " + commits.size() + (specs.isValid() ? ": " : " (broken): ") + specs);
        SpecSet loaded = LOADER.get().load(new MemoryTree(specs.files()));
        WorkspaceSpecs workspace = loaded.workspace("demo").orElseThrow();
        if (specs.isValid() != workspace.errors().isEmpty()) {
            throw new IllegalStateException("the simulated specs are wrong: " + loaded.problems());
        }
        for (Resource resource : workspace.graph().ordered()) {
            productions.put(resource.id(), resource.produces());
        }
        Revision revision = disk.commit(now);
        remote.set("main", ObjectId.fromString(revision.commit()));
        CommitInfo info =
                new CommitInfo(revision, "Ada", "ada@example.org", now, "edit", "edit", List.of());
        pushed.put(revision, new Commit(new Head(info, workspace, loaded.declares()), specs));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("simulation");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Looks for commits; the one before stays when that fails.
    private void fetch() {
        try {
            repository.fetch();
            head = Objects.requireNonNull(pushed.get(repository.head().orElseThrow()));
        } catch (RepositoryException e) {
            story.add("fetch failed: " + e.reason());
        }
    }

    private void live() {
        for (int step = 0; step < STEPS; step++) {
            step();
        }
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1 -> commit(commits.getLast().edited(random));
            case 2 -> commit(commits.get(random.nextInt(commits.size())));
            case 3, 4 -> endARun();
            case 5 -> story.add(new Drift(real, random).happens());
            case 6 -> pass(Trigger.requested("plumb sync"));
            case 7 -> clockMoves();
            default -> pass(Trigger.look("poll"));
        }
        now = now.plusMillis(random.nextInt(2_000));
    }

    private void clockMoves() {
        Duration far = Duration.ofMinutes(random.nextInt(180) - 60L);
        story.add("the clock moves by " + far);
        now = now.plus(far);
    }

    private void endARun() {
        List<ResourceId> running = platform.running();
        if (running.isEmpty()) {
            return;
        }
        ResourceId job = running.get(random.nextInt(running.size()));
        boolean succeeds = random.nextInt(4) > 0;
        story.add(job + (succeeds ? " succeeds" : " fails"));
        if (succeeds) {
            real.finish(job, productions.getOrDefault(job, List.of()));
        } else {
            real.fail(job, "exit 1");
        }
    }

    private Optional<PassResult> pass(Trigger trigger) {
        Optional<PassResult> result = Optional.empty();
        int before = real.started().size();
        try {
            fetch();
            rules.pass(head.head(), head.specs(), trigger);
            result = Optional.of(reconciler.pass(head.head(), trigger));
        } catch (Crash e) {
            story.add("killed " + e.getMessage());
            reconciler = start();
        } catch (LedgerException | RepositoryException e) {
            // Messages name folders that differ from run to run.
            story.add("pass failed: " + e.getClass().getSimpleName());
        }
        List<String> done = new ArrayList<>(real.started());
        story.add(
                "pass ("
                        + trigger.cause()
                        + ") at "
                        + now
                        + " "
                        + done.subList(before, done.size()).stream().sorted().toList()
                        + result.map(it -> " " + it.progress()).orElse(""));
        rules.throwIfBroken();
        return result;
    }

    /// No faults from here on, and the last commit is a valid one: all comes to rest.
    private void settle() {
        faults.stop();
        commit(commits.getLast().applicable());
        story.add("faults stop");
        for (int passes = 0; passes < MOST_PASSES; passes++) {
            Trigger asked = trigger();
            Optional<PassResult> result = pass(asked);
            // A commit may have renamed what a person asks for.
            if (result.isPresent() && isAtRest(result.get()) && trigger().equals(asked)) {
                check();
                return;
            }
        }
        throw new Violation("it does not come to rest");
    }

    private Trigger trigger() {
        Set<ResourceId> failed =
                platform.failed().stream()
                        .map(head.head().specs().config().moves()::now)
                        .collect(Collectors.toSet());
        return failed.isEmpty()
                ? Trigger.look("poll")
                : new Trigger("plumb rerun", true, Optional.empty(), false, failed);
    }

    /// Moves on what a pass waits for.
    private boolean isAtRest(PassResult result) {
        if (result.progress() == Progress.MOVED) {
            return false;
        }
        List<ResourceId> running = platform.running();
        if (!running.isEmpty()) {
            running.forEach(job -> real.finish(job, productions.getOrDefault(job, List.of())));
            return false;
        }
        result.again().filter(now::isBefore).ifPresent(due -> now = due);
        return result.progress() == Progress.SETTLED && result.again().isEmpty();
    }

    private void check() {
        List<String> wrong =
                Outcomes.wrong(
                        commits.getLast(),
                        real.observe(new Scope("all")),
                        ledger(),
                        head.head(),
                        rules.acts());
        if (!wrong.isEmpty()) {
            reconciler.state().plan().ifPresent(this::tell);
            throw new Violation(String.join("; ", wrong));
        }
        Optional<PassResult> again = pass(Trigger.look("poll"));
        if (!again.map(PassResult::progress).equals(Optional.of(Progress.SETTLED))) {
            throw new Violation("it does not stay at rest");
        }
    }

    private void tell(GatedPlan plan) {
        for (PlannedResource each : plan.plan().resources()) {
            String held = plan.held(each.id()).map(why -> " held: " + why).orElse("");
            story.add(
                    "  %s %s %s%s"
                            .formatted(each.id(), each.verdict().action(), each.reason(), held));
        }
    }

    @Override
    public void close() {
        repository.close();
        remote.close();
        try {
            Files.deleteIfExists(folder.resolve("head"));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
