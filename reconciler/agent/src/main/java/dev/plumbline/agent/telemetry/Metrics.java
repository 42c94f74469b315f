package dev.plumbline.agent.telemetry;

import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.loop.Vanished;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Outcome;
import dev.plumbline.reconcile.Stage;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.report.SyncStatus;
import dev.plumbline.report.WorkspaceStatus;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.repository.Revision;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Measures what the loops do. Safe for use by many threads.
public final class Metrics {
    /// Workspaces beyond so many are counted no more: a commit cannot fill the memory with series.
    private static final int MOST_WORKSPACES = 500;

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, Map<String, WorkspaceState>> states = new ConcurrentHashMap<>();
    private final Map<String, List<Vanished>> vanished = new ConcurrentHashMap<>();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, Revision> applied = new ConcurrentHashMap<>();
    private final Map<Metric, MultiGauge> gauges = new LinkedHashMap<>();

    /// When a commit became the head of a repository.
    private record Seen(Revision commit, Instant when) {}

    public Metrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        registry.config()
                .meterFilter(
                        MeterFilter.maximumAllowableTags(
                                "plumbline", "workspace", MOST_WORKSPACES, MeterFilter.deny()));
        for (Metric metric :
                List.of(Metric.SYNC, Metric.DRIFT, Metric.HELD, Metric.ORPHANS, Metric.FAILURES)) {
            gauges.put(
                    metric,
                    MultiGauge.builder(metric.id())
                            .description(metric.description())
                            .register(registry));
        }
    }

    /// Begins to measure a repository.
    public void follow(RepositoryLoop loop) {
        gauge(Metric.QUEUE_DEPTH, loop, each -> each.waiting().depth());
        gauge(
                Metric.QUEUE_OLDEST,
                loop,
                each ->
                        each.waiting()
                                .since()
                                .map(since -> seconds(Duration.between(since, clock.instant())))
                                .orElse(0.0));
        gauge(Metric.REACHABLE, loop, each -> each.fault().isPresent() ? 0 : 1);
    }

    private void gauge(Metric metric, RepositoryLoop loop, Function<RepositoryLoop, Number> value) {
        Gauge.builder(metric.exposed(), loop, each -> value.apply(each).doubleValue())
                .description(metric.description())
                .tags(metric.tags(loop.options().name()))
                .strongReference(true)
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return Math.max(duration.toMillis(), 0) / 1000.0;
    }

    public <T> T stage(String of, Stage stage, Supplier<T> work) {
        return timed(Metric.STAGE, work, of, stage.word());
    }

    /// A change as the platform is asked for it.
    public Outcome change(String workspace, Change change, Supplier<Outcome> start) {
        return timed(Metric.CHANGE, start, workspace, change.id().kind().word());
    }

    private <T> T timed(Metric metric, Supplier<T> work, String... tags) {
        long begun = System.nanoTime();
        try {
            return work.get();
        } finally {
            metric.time(registry, Duration.ofNanos(System.nanoTime() - begun), tags);
        }
    }

    public void passing(String workspace) {
        Metric.PASSES.count(registry, workspace);
    }

    public void outcome(String workspace, Change change, String outcome) {
        Metric.CHANGES.count(
                registry, workspace, change.id().kind().word(), change.action(), outcome);
    }

    public void refused(String workspace) {
        Metric.REFUSED.count(registry, workspace);
    }

    public void rewritten(String workspace) {
        Metric.REWRITTEN.count(registry, workspace);
    }

    public void released(String workspace, String outcome) {
        Metric.RELEASES.count(registry, workspace, outcome);
    }

    public void ran(String status) {
        Metric.RUNS.count(registry, status);
    }

    /// A commit became the head of a repository.
    public void seen(String repository, Revision commit) {
        seen.put(repository, new Seen(commit, clock.instant()));
    }

    /// A workspace came to rest.
    public void settled(WorkspaceState state) {
        Optional<Revision> commit = state.commit().map(CommitInfo::revision);
        Optional<Seen> head = Optional.ofNullable(seen.get(repository(state)));
        if (commit.isEmpty()
                || head.isEmpty()
                || !commit.get().equals(head.get().commit())
                || WorkspaceStatus.sync(state) != SyncStatus.SYNCED
                || commit.get().equals(applied.put(state.name(), commit.get()))) {
            return;
        }
        Metric.APPLIED.time(
                registry, Duration.between(head.get().when(), clock.instant()), state.name());
    }

    private static String repository(WorkspaceState state) {
        return state.name().substring(0, state.name().indexOf('/'));
    }

    /// A round over the workspaces of a repository is over.
    ///
    /// @param left by workspaces that are declared no more
    public void looked(String repository, List<WorkspaceState> found, List<Vanished> left) {
        vanished.put(repository, left);
        Map<String, WorkspaceState> byName = new LinkedHashMap<>();
        found.forEach(state -> byName.put(state.name(), state));
        states.put(repository, byName);
        applied.keySet()
                .removeIf(name -> name.startsWith(repository + "/") && !byName.containsKey(name));
        show();
    }

    /// Gauges of workspaces that are declared no more go away.
    private synchronized void show() {
        Map<Metric, List<Row<?>>> rows = new LinkedHashMap<>();
        for (Map<String, WorkspaceState> repository : states.values()) {
            repository.values().forEach(state -> add(rows, state));
        }
        vanished.values().stream()
                .flatMap(List::stream)
                .forEach(each -> addOrphans(rows, each.workspace(), each.orphans().size()));
        gauges.forEach(
                (metric, gauge) -> gauge.register(rows.getOrDefault(metric, List.of()), true));
    }

    private static void add(Map<Metric, List<Row<?>>> rows, WorkspaceState state) {
        String name = state.name();
        SyncStatus status = WorkspaceStatus.sync(state);
        for (SyncStatus each : SyncStatus.values()) {
            of(rows, Metric.SYNC)
                    .add(Row.of(Metric.SYNC.tags(name, each.word()), each == status ? 1 : 0));
        }
        long drift =
                state.plan().stream()
                        .flatMap(gated -> gated.plan().open().stream())
                        .filter(PlannedResource::drift)
                        .count();
        of(rows, Metric.DRIFT).add(Row.of(Metric.DRIFT.tags(name), drift));
        int held = state.plan().map(GatedPlan::held).map(Map::size).orElse(0);
        of(rows, Metric.HELD).add(Row.of(Metric.HELD.tags(name), held));
        int orphans = state.plan().map(gated -> gated.plan().orphans().size()).orElse(0);
        addOrphans(rows, name, orphans);
        of(rows, Metric.FAILURES).add(Row.of(Metric.FAILURES.tags(name), state.failures().size()));
    }

    private static void addOrphans(Map<Metric, List<Row<?>>> rows, String workspace, int count) {
        of(rows, Metric.ORPHANS).add(Row.of(Metric.ORPHANS.tags(workspace), count));
    }

    private static List<Row<?>> of(Map<Metric, List<Row<?>>> rows, Metric metric) {
        return rows.computeIfAbsent(metric, _ -> new ArrayList<>());
    }
}
