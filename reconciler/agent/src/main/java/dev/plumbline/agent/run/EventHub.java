package dev.plumbline.agent.run;

import dev.plumbline.agent.api.AgentEvent;
import dev.plumbline.agent.api.Events;
import dev.plumbline.agent.control.AgentControl;
import dev.plumbline.agent.loop.RepositoryLoop;
import dev.plumbline.agent.loop.RepositoryLoop.LoopListener;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.local.jobs.RunEvent;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.reconcile.WorkspaceReconciler;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Passes what happens on to whoever has to know: the syncs that people wait for, the stream of
/// events, the metrics, the narration.
final class EventHub implements LoopListener {
    private final Events events;
    private final MeterRegistry metrics;
    private final AgentEvents told;
    private final InstantSource clock;
    private final AtomicReference<Optional<AgentControl>> control =
            new AtomicReference<>(Optional.empty());

    EventHub(Events events, MeterRegistry metrics, AgentEvents told, InstantSource clock) {
        this.events = events;
        this.metrics = metrics;
        this.told = told;
        this.clock = clock;
    }

    /// The control exists after the loops that it asks.
    void attach(AgentControl agent) {
        control.set(Optional.of(agent));
    }

    private void publish(
            String type, String workspace, Optional<ResourceId> resource, String message) {
        events.publish(
                new AgentEvent(
                        clock.instant(),
                        type,
                        workspace,
                        resource.map(ResourceId::toString),
                        message));
    }

    @Override
    public void passing(WorkspaceReconciler workspace, Trigger trigger) {
        metrics.counter("plumbline.reconcile.passes", "workspace", workspace.state().name())
                .increment();
        if (trigger.requested()) {
            control.get().ifPresent(agent -> agent.passing(workspace.state().name()));
        }
    }

    @Override
    public void planned(String workspace, GatedPlan plan) {
        publish(
                "sync.started",
                workspace,
                Optional.empty(),
                plan.allowed().size() + " changes are due");
        plan.plan().resources().stream()
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
        metrics.counter(
                        "plumbline.changes",
                        "workspace",
                        workspace,
                        "action",
                        change.action(),
                        "outcome",
                        word)
                .increment();
        publish(
                "change." + word,
                workspace,
                Optional.of(change.id()),
                change.action() + " " + change.id());
        told.outcome(workspace, change, outcome);
    }

    @Override
    public void blocked(String workspace, List<Problem> problems) {
        metrics.counter("plumbline.commits.refused", "workspace", workspace).increment();
        publish("sync.blocked", workspace, Optional.empty(), problems.getFirst().toString());
        told.blocked(workspace, problems);
    }

    @Override
    public void rewritten(String workspace, String what) {
        metrics.counter("plumbline.ledgers.rewritten", "workspace", workspace).increment();
        publish("ledger.rewritten", workspace, Optional.empty(), what);
        told.rewritten(workspace, what);
    }

    @Override
    public void concluded(String workspace, LedgerEntry entry) {
        metrics.counter(
                        "plumbline.releases",
                        "workspace",
                        workspace,
                        "outcome",
                        entry.outcome().word())
                .increment();
        publish("sync.ended", workspace, Optional.empty(), entry.subject());
        control.get().ifPresent(agent -> agent.concluded(workspace, entry));
        told.concluded(workspace, entry);
    }

    @Override
    public void settled(WorkspaceReconciler workspace) {
        control.get().ifPresent(agent -> agent.settled(workspace));
        told.settled(workspace);
    }

    @Override
    public void looked(RepositoryLoop loop) {
        for (WorkspaceState state : loop.states()) {
            building(state);
        }
        told.looked(loop);
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
                metrics.counter("plumbline.runs", "status", status.name()).increment();
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
