package dev.plumbline.reconcile;

import dev.plumbline.apply.Applier;
import dev.plumbline.apply.Attempts;
import dev.plumbline.gate.Floor;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.Intent;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.ledger.Release;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.BlobSource;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.PlatformException;
import dev.plumbline.platform.Scope;
import dev.plumbline.reconcile.PassResult.Progress;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Reconciles one workspace with its platform, pass by pass. Passes of one workspace never overlap;
/// its state may be read from any thread.
public final class WorkspaceReconciler {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final String name;
    private final Platform platform;
    private final Ledger ledger;
    private final BlobSource blobs;
    private final InstantSource clock;
    private final ReconcileListener listener;
    private final Policies policies;
    private final Judging judging;
    private final Steering steering = new Steering();
    private final Object recording = new Object();
    private final UndoDesk undos;
    private final Attempts attempts;
    private final Planning planning;
    private final SyncRecord record = new SyncRecord();
    private volatile WorkspaceState state;

    /// @param name the full name, `repository/workspace`
    /// @param floor what the agent's configuration demands besides any policy
    public WorkspaceReconciler(
            String name,
            Platform platform,
            Ledger ledger,
            BlobSource blobs,
            InstantSource clock,
            ReconcileListener listener,
            Floor floor) {
        this(
                name,
                platform,
                ledger,
                blobs,
                clock,
                listener,
                floor,
                Memory.ofThisProcess(Math::random),
                _ -> Optional.empty());
    }

    /// @param upstreams the other workspaces of the repository, by their short names
    public WorkspaceReconciler(
            String name,
            Platform platform,
            Ledger ledger,
            BlobSource blobs,
            InstantSource clock,
            ReconcileListener listener,
            Floor floor,
            Memory memory,
            Function<String, Optional<Upstream>> upstreams) {
        this.name = name;
        this.platform = platform;
        this.ledger = ledger;
        this.blobs = blobs;
        this.clock = clock;
        this.listener = listener;
        this.attempts = memory.attempts();
        this.planning = new Planning(name, platform, ledger, upstreams);
        this.undos =
                new UndoDesk(
                        name,
                        platform,
                        ledger,
                        clock,
                        steering,
                        new Restoring(name, platform, ledger, blobs, listener, recording));
        this.policies = new Policies(name, ledger, floor, listener);
        this.judging = new Judging(ledger, policies, clock, memory.holds());
        this.state = WorkspaceState.unseen(name);
    }

    public WorkspaceState state() {
        return state;
    }

    public Ledger ledger() {
        return ledger;
    }

    /// This workspace as others release from it.
    public Upstream upstream() {
        return new Upstream(name, ledger, platform);
    }

    /// Takes undos; they wait for no pass.
    public UndoDesk undos() {
        return undos;
    }

    /// One pass: looks, and does what can be done now.
    public PassResult pass(Head head, Trigger trigger) {
        return pass(head, trigger, () -> false);
    }

    /// One pass that starts nothing more once something newer waits.
    ///
    /// @param superseded whether a newer commit or request waits; asked before each change
    public synchronized PassResult pass(Head head, Trigger asked, BooleanSupplier superseded) {
        Trigger trigger = asked.under(head);
        attempts.commit(head.commit().revision().commit());
        if (!head.specs().errors().isEmpty()) {
            return blocked(head);
        }
        return passSupplied(planning.supplied(head), trigger, superseded);
    }

    private PassResult passSupplied(Head head, Trigger trigger, BooleanSupplier superseded) {
        Optional<String> rewriting = ledger.rewriting();
        if (rewriting.isPresent()) {
            return rewritten(head, rewriting.get());
        }
        undos.carryOn(head);
        long turns = steering.turns();
        LastApplied last = enforce(head, trigger);
        Instant begun = clock.instant();
        Observation observed;
        try {
            observed = listener.stage(name, Stage.OBSERVE, () -> platform.observe(new Scope(name)));
        } catch (PlatformException e) {
            return halted(head, String.valueOf(e.getMessage()), e.retryAfter().orElse(LOOK_AGAIN));
        }
        Plan plan =
                listener.stage(
                        name, Stage.PLAN, () -> planning.plan(head, trigger, last, observed));
        GatedPlan gated =
                listener.stage(name, Stage.GATE, () -> judging.judge(head, last, plan, trigger));
        Attempted.noteWhatEnded(attempts, gated.plan(), observed, clock.instant());
        List<PlannedResource> due = due(gated, trigger);
        if (!due.isEmpty()) {
            listener.planned(name, gated);
            Map<ResourceId, Outcome> outcomes =
                    act(head, trigger, gated.plan(), due, superseded, turns);
            state = state(head, gated, observed, last, false);
            return PassResult.after(outcomes.values(), again(gated, begun));
        }
        if (gated.plan().isUnderway()) {
            state = state(head, gated, observed, last, false);
            return new PassResult(Progress.WAITING, again(gated, begun));
        }
        if (!conclude(head, trigger, gated.plan(), observed, last, turns)) {
            return new PassResult(Progress.MOVED, Optional.empty());
        }
        state = state(head, gated, observed, ledger.lastApplied(), true);
        return new PassResult(Progress.SETTLED, again(gated, begun));
    }

    /// What a commit would change, judged as now; changes nothing.
    public GatedPlan preview(Head asked, Trigger trigger) {
        Head head = planning.supplied(asked);
        Observation observed = platform.observe(new Scope(name));
        LastApplied last = ledger.lastApplied();
        return judging.preview(head, last, planning.plan(head, trigger, last, observed), trigger);
    }

    private PassResult blocked(Head head) {
        boolean news = !state.commit().equals(Optional.of(head.commit()));
        state = state.blocked(head.commit(), head.specs().errors());
        if (news) {
            listener.blocked(name, head.specs().errors());
        }
        return new PassResult(Progress.SETTLED, Optional.empty());
    }

    private PassResult halted(Head head, String fault, Duration pause) {
        state = state.faulty(head.commit(), fault);
        return new PassResult(Progress.WAITING, Optional.of(clock.instant().plus(pause)));
    }

    private PassResult rewritten(Head head, String rewriting) {
        if (!state.fault().equals(Optional.of(rewriting))) {
            listener.rewritten(name, rewriting);
        }
        return halted(head, rewriting, LOOK_AGAIN);
    }

    private List<PlannedResource> due(GatedPlan gated, Trigger trigger) {
        Instant now = clock.instant();
        Predicate<ResourceId> wanted = trigger.wanted(gated.plan());
        if (trigger.again()) {
            attempts.startOver(wanted);
        }
        return Applier.candidates(
                gated,
                id ->
                        wanted.test(id)
                                && attempts.isEligible(
                                        id, Attempted.meaning(gated.plan(), id), now));
    }

    private Map<ResourceId, Outcome> act(
            Head head,
            Trigger trigger,
            Plan plan,
            List<PlannedResource> due,
            BooleanSupplier superseded,
            long turns) {
        List<ChangeRecord> changes = due.stream().map(SyncRecord::intended).toList();
        Intent intent =
                new Intent(
                        head.commit().revision(),
                        plan.digest(),
                        trigger.cause(),
                        record.with(changes));
        listener.stage(name, Stage.RECORD, () -> ledger.intend(intent));
        ApplyContext context =
                new ApplyContext(
                        name, head.commit().revision().commit(), head.commit().author(), blobs);
        Applier applier =
                new Applier(
                        steering.during(planning.platform(head), turns),
                        platform.concurrency(),
                        superseded);
        Map<ResourceId, Outcome> outcomes =
                listener.stage(name, Stage.APPLY, () -> applier.apply(plan, due, context));
        for (PlannedResource each : due) {
            Optional.ofNullable(outcomes.get(each.id()))
                    .ifPresent(outcome -> took(plan, each, outcome));
        }
        return outcomes;
    }

    private void took(Plan plan, PlannedResource each, Outcome outcome) {
        record.started(each, outcome);
        attempts.took(each.id(), Attempted.meaning(plan, each.id()), outcome, clock.instant());
        if (each.verdict() instanceof Verdict.Due(var change)) {
            listener.outcome(name, change, outcome);
        }
    }

    /// Nothing is left to do: what was done becomes a release. So does what was found as declared
    /// without a release that says so, when the ledger was lost or a resource is declared no more.
    ///
    /// @return false when someone took the wheel since the pass began, so that it was planned from
    ///   what is no longer so
    private boolean conclude(
            Head head,
            Trigger trigger,
            Plan plan,
            Observation observed,
            LastApplied last,
            long turns) {
        if (record.isEmpty() && !ReleaseBuilder.holdsNews(plan)) {
            return true;
        }
        LedgerEntry entry;
        synchronized (recording) {
            if (steering.turns() != turns) {
                return false;
            }
            entry = release(head, trigger, plan, observed, last);
        }
        listener.stage(name, Stage.RECORD, ledger::tryPush);
        listener.concluded(name, entry);
        return true;
    }

    private LedgerEntry release(
            Head head, Trigger trigger, Plan plan, Observation observed, LastApplied last) {
        ActOutcomes outcomes = new ActOutcomes(head.graph(), plan, observed, attempts::cause);
        List<ChangeRecord> changes = outcomes.of(record.acts());
        Release release =
                ReleaseBuilder.build(
                        head,
                        planning.specs(head),
                        plan,
                        observed,
                        last,
                        trigger.cause(),
                        Approvers.of(changes, plan, last, ledger),
                        changes);
        LedgerEntry entry = listener.stage(name, Stage.RECORD, () -> ledger.concludeHere(release));
        record.clear();
        return entry;
    }

    private LastApplied enforce(Head head, Trigger trigger) {
        synchronized (recording) {
            record.follow(ledger.standing());
            return policies.enforce(head, trigger, ledger.lastApplied(), record);
        }
    }

    private Optional<Instant> again(GatedPlan gated, Instant begun) {
        return Stream.of(attempts.next(begun), gated.next(), undos.next())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private WorkspaceState state(
            Head head, GatedPlan gated, Observation observed, LastApplied last, boolean settled) {
        return new WorkspaceState(
                name,
                Optional.of(head.commit()),
                Optional.of(gated),
                observed,
                last,
                List.of(),
                Optional.empty(),
                attempts.causes(gated.plan()),
                attempts.heldDown(gated.plan()),
                judging.interventions(head),
                settled);
    }
}
