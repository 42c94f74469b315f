package dev.plumbline.simulation;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.TestingPlatform;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// [TestingPlatform] behind a network that loses, repeats and delays. It keeps its promises:
/// starting twice does nothing twice, and what it could not read it says.
final class SimulatedPlatform implements Platform {
    private static final Scope ALL = new Scope("all");
    private static final int REMEMBERED = 4;

    private final TestingPlatform platform;
    private final Faults faults;
    private final Rules rules;
    private final Deque<Observation> snapshots = new ArrayDeque<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private Observation seen = Observation.NOTHING;
    private boolean faithful;

    SimulatedPlatform(TestingPlatform platform, Faults faults, Rules rules) {
        this.platform = platform;
        this.faults = faults;
        this.rules = rules;
    }

    @Override
    public Capabilities capabilities() {
        return platform.capabilities();
    }

    @Override
    public synchronized Observation observe(Scope scope) {
        faults.mayCrash("before observing");
        Observation live = platform.observe(ALL);
        seen = faults.strikes() ? faulty(live) : live;
        faithful = seen.equals(live);
        if (!faithful) {
            rules.misled();
        }
        snapshots.addLast(live);
        if (snapshots.size() > REMEMBERED) {
            snapshots.removeFirst();
        }
        faults.mayCrash("after observing");
        return seen;
    }

    private Observation faulty(Observation live) {
        return switch (faults.choice(3)) {
            case 0 -> throw new PlatformException("timed out");
            case 1 -> snapshots.isEmpty() ? live : snapshots.getFirst();
            default -> partial(live);
        };
    }

    private Observation partial(Observation live) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Kind kind : Kind.values()) {
            if (faults.choice(2) == 0) {
                kinds.add(kind);
            }
        }
        Map<ResourceId, Observed> read = new TreeMap<>(live.resources());
        List.copyOf(read.keySet()).stream()
                .filter(id -> kinds.contains(id.kind()) && faults.choice(2) == 0)
                .forEach(read::remove);
        return new Observation(read, kinds);
    }

    @Override
    public synchronized Outcome start(Change change, ApplyContext context) {
        rules.started(change, context, seen, platform.observe(ALL), faithful);
        String call = change.action() + " " + change.id();
        Outcome outcome =
                switch (faults.fate(call + calls.merge(call, 1, Integer::sum))) {
                    case FINE -> once(change, context);
                    case CRASH_BEFORE -> dies("before " + call);
                    case CRASH_AFTER -> {
                        once(change, context);
                        yield dies("after " + call);
                    }
                    case LOST_REQUEST -> throw lost(change);
                    case LOST_RESPONSE -> {
                        once(change, context);
                        throw lost(change);
                    }
                    case DUPLICATED -> {
                        once(change, context);
                        yield once(change, context);
                    }
                    case THROTTLED -> new Outcome.Failed("too many requests", true);
                };
        rules.answered(change, outcome);
        return outcome;
    }

    private PlatformException lost(Change change) {
        rules.answered(change, new Outcome.Failed("timed out", true));
        return new PlatformException("timed out");
    }

    private Outcome dies(String where) {
        faults.doom(where);
        return new Outcome.Failed("no answer", true);
    }

    private Outcome once(Change change, ApplyContext context) {
        return already(change).orElseGet(() -> platform.start(change, context));
    }

    private Optional<Outcome> already(Change change) {
        Optional<Observed> there = platform.find(change.id());
        return switch (change) {
            case Change.Create create when there.orElse(null) instanceof Observed.Asset asset ->
                    asset.version(create.version().orElseThrow())
                            .map(version ->
                                    version.digest().equals(Optional.of(create.digest()))
                                            ? new Outcome.Applied(create.version())
                                            : new Outcome.Failed("the version is taken", true));
            case Change.Run run when there.orElse(null) instanceof Observed.Job job ->
                    job.latest(run.digest())
                            .filter(latest ->
                                    !latest.status().isTerminal()
                                            || latest.status() == Observed.RunStatus.SUCCEEDED)
                            .map(latest -> new Outcome.Started(latest.id()));
            case Change.Create _,
                    Change.Run _,
                    Change.Update _,
                    Change.Replace _,
                    Change.Recreate _,
                    Change.Ship _,
                    Change.Delete _ ->
                    Optional.empty();
        };
    }

    /// The jobs of which a run goes on.
    synchronized List<ResourceId> running() {
        List<ResourceId> running = new ArrayList<>();
        platform.observe(ALL).resources().values().stream()
                .filter(Observed.Job.class::isInstance)
                .map(Observed.Job.class::cast)
                .filter(job -> job.runs().stream().anyMatch(run -> !run.status().isTerminal()))
                .map(Observed.Job::id)
                .sorted()
                .forEach(running::add);
        return running;
    }

    /// The jobs whose newest run of a digest failed.
    synchronized List<ResourceId> failed() {
        return platform.observe(ALL).resources().values().stream()
                .filter(Observed.Job.class::isInstance)
                .map(Observed.Job.class::cast)
                .filter(job ->
                        job.runs().stream()
                                .anyMatch(run ->
                                        run.status() == Observed.RunStatus.FAILED
                                                && job.latest(run.digest())
                                                        .equals(Optional.of(run))))
                .map(Observed.Job::id)
                .sorted()
                .toList();
    }

    @Override
    public void close() {}
}
