package dev.plumbline.agent.run;

import dev.plumbline.agent.api.AgentEvent;
import dev.plumbline.agent.api.Events;
import dev.plumbline.agent.control.AgentControl;
import dev.plumbline.agent.loop.LoopListener;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.promotion.PromotionListener;
import dev.plumbline.agent.promotion.Promotions;
import dev.plumbline.agent.pullrequest.PullRequests;
import dev.plumbline.agent.telemetry.Metrics;
import dev.plumbline.agent.telemetry.Tracing;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.local.jobs.RunEvent;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.reconcile.Stage;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.problem.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Passes what happens on to whoever has to know: the syncs that people wait for, the stream of
/// events, the metrics, the narration.
final class EventHub implements LoopListener, PromotionListener {
    private final Events events;
    private final Metrics metrics;
    private final Tracing tracing;
    private final AgentEvents told;
    private final InstantSource clock;
    private final Map<String, String> syncs = new ConcurrentHashMap<>();
    private final List<PullRequests> pullRequests = new CopyOnWriteArrayList<>();
    private final List<Promotions> promotions = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<AgentControl>> control =
            new AtomicReference<>(Optional.empty());

    EventHub(
            Events events,
            Metrics metrics,
            Tracing tracing,
            AgentEvents told,
            InstantSource clock) {
        this.events = events;
        this.metrics = metrics;
        this.tracing = tracing;
        this.told = told;
        this.clock = clock;
    }

    /// The control exists after the loops that it asks.
    void attach(AgentControl agent) {
        control.set(Optional.of(agent));
    }

    /// So do those who talk to forges.
    void tell(List<PullRequests> talking, List<Promotions> promoting) {
        pullRequests.addAll(talking);
        promotions.addAll(promoting);
    }

    private void talk(String repository, Consumer<PullRequests> about) {
        pullRequests.stream()
                .filter(each -> each.loop().options().name().equals(repository))
                .forEach(about);
    }

    private static String repository(WorkspaceReconciler workspace) {
        String name = workspace.state().name();
        return name.substring(0, name.indexOf('/'));
    }

    private void publish(
            String type, String workspace, Optional<ResourceId> resource, String message) {
        events.publish(
                new AgentEvent(
                        clock.instant(),
                        type,
                        workspace,
                        Optional.ofNullable(syncs.get(workspace)),
                        resource.map(ResourceId::toString),
                        message));
    }

    @Override
    public <T> T stage(String of, Stage stage, Supplier<T> work) {
        return tracing.stage(of, stage, () -> metrics.stage(of, stage, work));
    }

    @Override
    public Outcome change(String workspace, Change change, Supplier<Outcome> start) {
        return tracing.change(workspace, change, () -> metrics.change(workspace, change, start));
    }

    @Override
    public void moved(RepositoryLoop loop, Revision head) {
        metrics.seen(loop.options().name(), head);
        talk(loop.options().name(), PullRequests::moved);
    }

    @Override
    public void passing(WorkspaceReconciler workspace, Trigger trigger, String sync) {
        String name = workspace.state().name();
        syncs.put(name, sync);
        metrics.passing(name);
        tracing.passing(name, trigger.cause(), sync);
        talk(repository(workspace), each -> each.passing(workspace));
        if (trigger.requested()) {
            control.get().ifPresent(agent -> agent.passing(name));
        }
    }

    @Override
    public void planned(String workspace, GatedPlan plan) {
        publish(
                "sync.started",
                workspace,
                Optional.empty(),
                plan.allowed().size() + " changes are due");
        plan.plan().open().stream()
                .filter(PlannedResource::drift)
                .forEach(drift ->
                        publish("drift.found", workspace, Optional.of(drift.id()), drift.reason()));
        told.planned(workspace, plan);
    }

    @Override
    public void outcome(String workspace, Change change, Outcome outcome) {
        String word =
                switch (outcome) {
                    case Outcome.Applied _ -> "applied";
                    case Outcome.Started _ -> "started";
                    case Outcome.Stalled _ -> "stalled";
                    case Outcome.Failed _ -> "failed";
                };
        metrics.outcome(workspace, change, word);
        publish(
                "change." + word,
                workspace,
                Optional.of(change.id()),
                change.action() + " " + change.id());
        told.outcome(workspace, change, outcome);
    }

    @Override
    public void blocked(String workspace, List<Problem> problems) {
        metrics.refused(workspace);
        publish("sync.blocked", workspace, Optional.empty(), problems.getFirst().toString());
        told.blocked(workspace, problems);
    }

    @Override
    public void rewritten(String workspace, String what) {
        metrics.rewritten(workspace);
        publish("ledger.rewritten", workspace, Optional.empty(), what);
        told.rewritten(workspace, what);
    }

    @Override
    public void concluded(String workspace, LedgerEntry entry) {
        metrics.released(workspace, entry.outcome().word());
        publish("sync.ended", workspace, Optional.empty(), entry.subject());
        control.get().ifPresent(agent -> agent.concluded(workspace, entry));
        told.concluded(workspace, entry);
    }

    @Override
    public void settled(WorkspaceReconciler workspace) {
        control.get().ifPresent(agent -> agent.settled(workspace));
        metrics.settled(workspace.state());
        tracing.settled(workspace.state().name());
        talk(repository(workspace), each -> each.settled(workspace));
        told.settled(workspace);
        syncs.remove(workspace.state().name());
    }

    @Override
    public void looked(RepositoryLoop loop) {
        for (WorkspaceState state : loop.states()) {
            building(state);
        }
        metrics.looked(loop.options().name(), loop.states(), loop.vanished());
        talk(loop.options().name(), PullRequests::looked);
        promotions.stream()
                .filter(each -> each.loop().options().name().equals(loop.options().name()))
                .forEach(Promotions::looked);
        told.looked(loop);
    }

    @Override
    public void promotion(String type, String workspace, ResourceId deployment, String message) {
        publish(type, workspace, Optional.of(deployment), message);
    }

    /// Environments that are being made say how far they are.
    private void building(WorkspaceState state) {
        state.observed().resources().values().stream()
                .filter(Observed.Asset.class::isInstance)
                .map(Observed.Asset.class::cast)
                .flatMap(asset ->
                        asset.versions().stream()
                                .filter(version -> version.health() == Health.PROGRESSING)
                                .map(version ->
                                        new String[] {asset.id().toString(), version.message()}))
                .forEach(building -> told.working(building[0], building[1]));
    }

    void run(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted(var run, var job) ->
                    publish("run.started", "", Optional.of(job), "run " + run + " started");
            case RunEvent.RunFinished(var run, var job, var status, _, var message) -> {
                metrics.ran(status.name().toLowerCase(Locale.ROOT));
                publish(
                        "run.ended",
                        "",
                        Optional.of(job),
                        "run " + run + " " + status + (message.isEmpty() ? "" : ": " + message));
            }
            case RunEvent.StepStarted(var run, var step, _, _) ->
                    publish("step.started", "", Optional.empty(), "step " + step + " of " + run);
            case RunEvent.StepReused(var run, var step, var from) ->
                    publish(
                            "step.reused",
                            "",
                            Optional.empty(),
                            "step " + step + " of " + run + " from " + from);
            case RunEvent.StepFinished(var run, var step, var status, _, var message) ->
                    publish(
                            "step.ended",
                            "",
                            Optional.empty(),
                            "step "
                                    + step
                                    + " of "
                                    + run
                                    + " "
                                    + status
                                    + (message.isEmpty() ? "" : ": " + message));
        }
        told.run(event);
    }
}
