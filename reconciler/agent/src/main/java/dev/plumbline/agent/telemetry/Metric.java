package dev.plumbline.agent.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The metrics of the agent, with everything that can be asked of them: nothing else is exposed
/// under `plumbline_`. A tag takes one of a bounded set of values, never an id.
@SuppressWarnings("ImmutableEnumChecker") // Its lists are made by List.of.
public enum Metric {
    STAGE(
            Type.TIMER,
            "plumbline.stage",
            "How long the stages of reconciles take; workspace is the repository's name for fetch and load.",
            "workspace",
            "stage"),
    PASSES(Type.COUNTER, "plumbline.reconcile.passes", "Passes over a workspace.", "workspace"),
    QUEUE_DEPTH(
            Type.GAUGE,
            "plumbline.queue.depth",
            "Signals and requests that wait, and workspaces that the round under way has yet to reach.",
            "repository"),
    QUEUE_OLDEST(
            Type.SECONDS,
            "plumbline.queue.oldest",
            "How long the oldest signal has waited.",
            "repository"),
    REACHABLE(
            Type.GAUGE,
            "plumbline.repository.usable",
            "1 when the repository could be used at the last look, 0 when not.",
            "repository"),
    CHANGES(
            Type.COUNTER,
            "plumbline.changes",
            "Changes that were started, and what came of it: applied, started, stalled or failed.",
            "workspace",
            "kind",
            "action",
            "outcome"),
    CHANGE(
            Type.TIMER,
            "plumbline.change",
            "How long the platform takes to start a change.",
            "workspace",
            "kind"),
    APPLIED(
            Type.TIMER,
            "plumbline.applied",
            "From the moment a commit was first seen until the workspace was as it declares.",
            "workspace"),
    SYNC(
            Type.GAUGE,
            "plumbline.workspace.sync",
            "1 for the sync status that the workspace has, 0 for the others.",
            "workspace",
            "status"),
    DRIFT(
            Type.GAUGE,
            "plumbline.workspace.drift",
            "Resources that someone changed on the platform.",
            "workspace"),
    HELD(Type.GAUGE, "plumbline.workspace.held", "Changes that a gate holds.", "workspace"),
    ORPHANS(
            Type.GAUGE,
            "plumbline.workspace.orphans",
            "Resources that the workspace left on the platform and declares no more, although no commit removed them.",
            "workspace"),
    FAILURES(
            Type.GAUGE,
            "plumbline.workspace.failures",
            "Resources whose change failed and is tried again or waits for a person.",
            "workspace"),
    RELEASES(
            Type.COUNTER,
            "plumbline.releases",
            "Releases recorded in the ledger: succeeded, partial or failed.",
            "workspace",
            "outcome"),
    REFUSED(
            Type.COUNTER,
            "plumbline.commits.refused",
            "Commits that are not applied, because their specs are wrong.",
            "workspace"),
    REWRITTEN(
            Type.COUNTER,
            "plumbline.ledgers.rewritten",
            "Times that a ledger was found rewritten.",
            "workspace"),
    RUNS(Type.COUNTER, "plumbline.runs", "Runs of jobs that ended.", "status");

    /// How a metric is read.
    enum Type {
        COUNTER("counter", List.of("_total")),
        GAUGE("gauge", List.of("")),
        SECONDS("gauge", List.of("_seconds")),
        TIMER(
                "histogram",
                List.of("_seconds_bucket", "_seconds_count", "_seconds_sum", "_seconds_max"));

        private final String word;
        private final List<String> endings;

        Type(String word, List<String> endings) {
            this.word = word;
            this.endings = endings;
        }
    }

    private final Type type;
    private final String id;
    private final String description;
    private final List<String> tags;

    Metric(Type type, String id, String description, String... tags) {
        this.type = type;
        this.id = id;
        this.description = description;
        this.tags = List.of(tags);
    }

    /// What Prometheus calls it, without the ending that tells of a series of a histogram.
    public String exposed() {
        String name = id.replace('.', '_');
        return switch (type) {
            case COUNTER -> name + "_total";
            case GAUGE -> name;
            case SECONDS, TIMER -> name + "_seconds";
        };
    }

    /// The names of its series.
    public List<String> series() {
        return type.endings.stream().map(ending -> id.replace('.', '_') + ending).toList();
    }

    /// `counter`, `gauge` or `histogram`.
    public String kind() {
        return type.word;
    }

    public String description() {
        return description;
    }

    public List<String> tags() {
        return tags;
    }

    String id() {
        return id;
    }

    void count(MeterRegistry registry, String... values) {
        Counter.builder(id)
                .description(description)
                .tags(tags(values))
                .register(registry)
                .increment();
    }

    void time(MeterRegistry registry, Duration took, String... values) {
        Timer.builder(id)
                .description(description)
                .tags(tags(values))
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10))
                .register(registry)
                .record(took);
    }

    /// The tags with these values, in the order of [#tags()].
    Tags tags(String... values) {
        if (values.length != tags.size()) {
            throw new IllegalArgumentException(
                    "%s has the tags %s".formatted(name().toLowerCase(Locale.ROOT), tags));
        }
        Tags result = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            result = result.and(tags.get(i), values[i]);
        }
        return result;
    }
}
