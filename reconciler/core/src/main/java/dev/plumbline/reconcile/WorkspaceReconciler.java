package dev.plumbline.reconcile;

import dev.plumbline.apply.Applier;
import dev.plumbline.apply.Attempts;
import dev.plumbline.gate.Floor;
import dev.plumbline.gate.GateContext;
import dev.plumbline.gate.GatedPlan;
import dev.plumbline.gate.Gates;
import dev.plumbline.gate.PolicyChange;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.Intent;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.ledger.Release;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Desired;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Replanner;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.BlobSource;
import dev.plumbline.platform.Change;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
    private final Attempts attempts;
    private final Map<ResourceId, Instant> driftSince = new HashMap<>();
    private final SyncRecord record = new SyncRecord();
    private final SpecsDigest specs = new SpecsDigest();
    private final Replanner replanner = new Replanner();
    private volatile WorkspaceState state;

    /// A workspace of which the agent's configuration demands no approvals.
    public WorkspaceReconciler(
            String name,
            Platform platform,
            Ledger ledger,
            BlobSource blobs,
            InstantSource clock,
            ReconcileListener listener) {
        this(name, platform, ledger, blobs, clock, listener, Floor.NONE);
    }

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
        this(name, platform, ledger, blobs, clock, listener, floor, new Attempts(Math::random));
    }

    /// @param attempts when what failed is tried again; none yet
    public WorkspaceReconciler(
            String name,
            Platform platform,
            Ledger ledger,
            BlobSource blobs,
            InstantSource clock,
            ReconcileListener listener,
            Floor floor,
            Attempts attempts) {
        this.name = name;
        this.platform = platform;
        this.ledger = ledger;
        this.blobs = blobs;
        this.clock = clock;
        this.listener = listener;
        this.attempts = attempts;
        this.policies = new Policies(name, ledger, floor, listener);
        this.state = WorkspaceState.unseen(name);
    }

    public WorkspaceState state() {
        return state;
    }

    public Ledger ledger() {
        return ledger;
    }

    /// One pass: looks, and does what can be done now.
    public PassResult pass(Head head, Trigger trigger) {
        return pass(head, trigger, () -> false);
    }

    /// One pass that starts nothing more once something newer waits.
    ///
    /// @param superseded whether a newer commit or request waits; asked before each change
    public synchronized PassResult pass(Head head, Trigger trigger, BooleanSupplier superseded) {
        attempts.commit(head.commit().revision().commit());
        if (!head.specs().errors().isEmpty()) {
            return blocked(head);
        }
        Optional<String> rewriting = ledger.rewriting();
        if (rewriting.isPresent()) {
            return rewritten(head, rewriting.get());
        }
        record.follow(ledger.standing());
        LastApplied last = policies.enforce(head, trigger, ledger.lastApplied(), record);
        Instant begun = clock.instant();
        Observation observed;
        try {
            observed = listener.stage(name, Stage.OBSERVE, () -> platform.observe(new Scope(name)));
        } catch (PlatformException e) {
            return halted(head, String.valueOf(e.getMessage()), e.retryAfter().orElse(LOOK_AGAIN));
        }
        Plan plan = listener.stage(name, Stage.PLAN, () -> plan(head, trigger, last, observed));
        GatedPlan gated =
                listener.stage(
                        name, Stage.GATE, () -> judge(policies.change(head, last), plan, trigger));
        noteWhatEnded(gated.plan(), observed);
        List<PlannedResource> due = due(gated, trigger);
        if (!due.isEmpty()) {
            listener.planned(name, gated);
            Map<ResourceId, Outcome> outcomes = act(head, trigger, gated.plan(), due, superseded);
            state = state(head, gated, observed, last, false);
            return new PassResult(
                    moved(outcomes) ? Progress.MOVED : Progress.WAITING, again(gated, begun));
        }
        if (gated.plan().isUnderway()) {
            state = state(head, gated, observed, last, false);
            return new PassResult(Progress.WAITING, again(gated, begun));
        }
        conclude(head, trigger, gated.plan(), observed, last);
        state = state(head, gated, observed, ledger.lastApplied(), true);
        return new PassResult(Progress.SETTLED, again(gated, begun));
    }

    /// What a commit would change, judged as now; changes nothing.
    public GatedPlan preview(Head head, Trigger trigger) {
        Observation observed = platform.observe(new Scope(name));
        LastApplied last = ledger.lastApplied();
        PolicyChange policy = policies.change(head, last);
        return Gates.judge(
                policy.shownIn(plan(head, trigger, last, observed)),
                new GateContext(policy, trigger.requested(), Map.of(), clock.instant()));
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

    private Plan plan(Head head, Trigger trigger, LastApplied last, Observation observed) {
        Desired desired =
                new Desired(
                        name,
                        head.commit().revision().commit(),
                        head.specs().graph(),
                        head.documents(),
                        pinned(head, trigger, last),
                        trigger.rerun(),
                        head.specs().config().moves(),
                        head.specs().config().live());
        return replanner.plan(desired, last, observed, platform.capabilities());
    }

    /// A commit whose specs equal those of an earlier release resolves as that release did.
    private Map<ResourceId, AppliedResource> pinned(Head head, Trigger trigger, LastApplied last) {
        if (trigger.refresh()) {
            return Map.of();
        }
        return ledger.findBySpecs(specs.of(head.specs().graph()))
                .map(Release::resources)
                .orElse(last.resources());
    }

    private GatedPlan judge(PolicyChange policy, Plan plan, Trigger trigger) {
        Instant now = clock.instant();
        Set<ResourceId> drifted = new HashSet<>();
        plan.open().stream()
                .filter(PlannedResource::drift)
                .forEach(resource -> drifted.add(resource.id()));
        driftSince.keySet().retainAll(drifted);
        drifted.forEach(id -> driftSince.putIfAbsent(id, now));
        return Gates.judge(
                policy.shownIn(plan),
                new GateContext(policy, trigger.requested(), driftSince, now));
    }

    /// What was started in earlier passes, such as an environment's build, has come to an end.
    private void noteWhatEnded(Plan plan, Observation observed) {
        attempts.succeeded(plan);
        for (PlannedResource each : plan.open()) {
            if (each.verdict() instanceof Verdict.Due(Change.Create create)) {
                Attempted.brokenVersion(create, observed)
                        .ifPresent(version ->
                                attempts.foundFailed(
                                        each.id(),
                                        Attempted.meaning(plan, each.id()),
                                        version.message(),
                                        clock.instant()));
            }
        }
    }

    private List<PlannedResource> due(GatedPlan gated, Trigger trigger) {
        Instant now = clock.instant();
        Set<ResourceId> wanted = trigger.only().map(gated.plan()::withNeeds).orElse(Set.of());
        return Applier.candidates(
                gated,
                id ->
                        (trigger.only().isEmpty() || wanted.contains(id))
                                && (trigger.requested()
                                        || attempts.isEligible(
                                                id, Attempted.meaning(gated.plan(), id), now)));
    }

    private Map<ResourceId, Outcome> act(
            Head head,
            Trigger trigger,
            Plan plan,
            List<PlannedResource> due,
            BooleanSupplier superseded) {
        List<ChangeRecord> changes =
                due.stream()
                        .map(each ->
                                ChangeRecord.intended(
                                        each.verdict().action(), each.id(), each.reason()))
                        .toList();
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
        Applier applier = new Applier(platform, platform.concurrency(), superseded);
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

    private static boolean moved(Map<ResourceId, Outcome> outcomes) {
        return outcomes.values().stream().anyMatch(Outcome.Applied.class::isInstance);
    }

    /// Nothing is left to do: what was done becomes a release. So does what was found as declared
    /// without a release that says so, when the ledger was lost or a resource is declared no more.
    private void conclude(
            Head head, Trigger trigger, Plan plan, Observation observed, LastApplied last) {
        if (record.isEmpty() && !ReleaseBuilder.holdsNews(plan)) {
            return;
        }
        ActOutcomes outcomes =
                new ActOutcomes(head.specs().graph(), plan, observed, attempts::cause);
        List<ChangeRecord> changes = outcomes.of(record.acts());
        Release release =
                ReleaseBuilder.build(
                        head,
                        specs.of(head.specs().graph()),
                        plan,
                        observed,
                        last,
                        trigger.cause(),
                        Approvers.of(changes, plan, last, ledger),
                        changes);
        LedgerEntry entry =
                listener.stage(name, Stage.RECORD, () -> ledger.conclude(release).entry());
        record.clear();
        listener.concluded(name, entry);
    }

    private Optional<Instant> again(GatedPlan gated, Instant begun) {
        return Stream.concat(attempts.next(begun).stream(), gated.next().stream())
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
                settled);
    }
}
