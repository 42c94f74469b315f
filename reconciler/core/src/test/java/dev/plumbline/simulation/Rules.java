package dev.plumbline.simulation;

import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerEntry;
import dev.plumbline.plan.Sibling;
import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Owner;
import dev.plumbline.reconcile.Head;
import dev.plumbline.reconcile.Trigger;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What no change may break, checked as the platform is asked for it.
final class Rules {
    private record Success(ResourceId job, Digest digest) {}

    private record Refusal(String meaning, Revision source, Instant at) {}

    private final Ledger ledger;
    private final InstantSource clock;
    private final List<String> broken = new ArrayList<>();
    private final Map<ResourceId, Refusal> refused = new HashMap<>();
    private final Set<ChangeRecord.Key> acts = new HashSet<>();
    private final Set<Success> succeeded = new HashSet<>();
    private Optional<Head> head = Optional.empty();
    private Optional<SimulatedSpecs> specs = Optional.empty();
    private Trigger trigger = Trigger.look("none");

    /// @param ledger as an auditor reads it
    Rules(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// A pass begins.
    void pass(Head now, SimulatedSpecs declared, Trigger cause) {
        head = Optional.of(now);
        specs = Optional.of(declared);
        trigger = cause;
        if (cause.again()) {
            // Also when this very pass fails before it tries anything: the wish stands.
            refused.clear();
        }
        ledger.newestRelease()
                .ifPresent(it -> {
                    it.successes()
                            .forEach(run -> succeeded.add(new Success(run.job(), run.digest())));
                });
    }

    /// What the platform was asked for.
    Set<ChangeRecord.Key> acts() {
        return Set.copyOf(acts);
    }

    /// A read was old or partial: what failed may have been seen as done.
    void misled() {
        refused.clear();
    }

    /// The process forgot what it knew.
    void restarted() {
        refused.clear();
    }

    void throwIfBroken() {
        if (!broken.isEmpty()) {
            throw new Violation(String.join("; ", broken));
        }
    }

    private void require(boolean holds, String rule, Change change) {
        if (!holds) {
            broken.add(rule + ": " + change.action() + " " + change.id());
        }
    }

    /// @param seen the last observation that was handed out
    /// @param faithful whether it was whole and of that moment
    void started(
            Change change,
            ApplyContext context,
            Observation seen,
            Observation live,
            boolean faithful) {
        Head now = head.orElseThrow();
        SimulatedSpecs declared = specs.orElseThrow();
        ResourceId id = change.id();
        require(isRecorded(change, context), "no act without a record", change);
        require(
                context.commit().equals(now.commit().revision().commit()),
                "what is applied comes from the newest commit",
                change);
        require(declared.isValid(), "an invalid commit changes nothing", change);
        require(!id.name().equals(SimulatedSpecs.GUARDED), "nothing unapproved", change);
        require(isPatient(change), "what failed waits before it is tried again", change);
        require(!declared.isFrozen(), "nothing while frozen", change);
        acts.add(new ChangeRecord.Key(change.action(), id));
        switch (change) {
            case Change.Delete _ -> {
                require(!seen.incomplete().contains(id.kind()), "no prune after a part", change);
                require(!declared.ids().contains(id), "no prune of what is declared", change);
                require(isOurs(seen, id), "no prune of what is another's", change);
                require(isFree(id, live) || isFree(id, seen), "nothing that serves goes", change);
            }
            case Change.Create create -> {
                require(isDeclared(create.desired()), "only what is declared", change);
                create.version().ifPresent(version -> version(create, version, seen));
                require(hasNeeds(create.desired(), seen, live), "needs come first", change);
            }
            case Change.Run run -> {
                require(isDeclared(run.desired()), "only what is declared", change);
                require(isNews(run, seen, faithful), "a digest succeeds once", change);
            }
            case Change.Update update -> {
                require(isDeclared(update.desired()), "only what is declared", change);
                require(!update.fields().isEmpty(), "an update changes something", change);
                require(hasNeeds(update.desired(), seen, live), "needs come first", change);
            }
            case Change.Recreate recreate -> {
                require(isDeclared(recreate.desired()), "only what is declared", change);
                require(!recreate.fields().isEmpty(), "a replacement changes something", change);
                require(isFree(id, live) || isFree(id, seen), "nothing that serves goes", change);
            }
            case Change.Ship ship ->
                    require(false, "nothing is shipped without another workspace", ship);
            case Change.Replace replace -> {
                require(isDeclared(replace.desired()), "only what is declared", change);
                require(!replace.fields().isEmpty(), "a replacement changes something", change);
            }
        }
    }

    void answered(Change change, Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            refused.put(change.id(), new Refusal(change.toString(), source(), clock.instant()));
        } else {
            refused.remove(change.id());
        }
    }

    private boolean isRecorded(Change change, ApplyContext context) {
        Optional<LedgerEntry> intent = ledger.unfinished();
        return intent.filter(it -> it.source().commit().equals(context.commit())).stream()
                .flatMap(it -> it.changes().stream())
                .anyMatch(it -> it.id().equals(change.id()) && it.action().equals(change.action()));
    }

    private Revision source() {
        return head.orElseThrow().commit().revision();
    }

    /// Back-off begins with 0.75 s at the least; another commit ends it.
    private boolean isPatient(Change change) {
        Refusal refusal = refused.get(change.id());
        return refusal == null
                || !refusal.meaning().equals(change.toString())
                || !refusal.source().equals(source())
                || !clock.instant().isBefore(refusal.at().plusMillis(750));
    }

    private boolean isDeclared(Resource desired) {
        return isDeclared(desired.id())
                || specs.orElseThrow().ids().stream()
                        .filter(id -> id.kind() == Kind.ONLINE_DEPLOYMENT)
                        .anyMatch(id -> Sibling.of(id).equals(desired.id()) && isDeclared(id));
    }

    private boolean isDeclared(ResourceId id) {
        return specs.orElseThrow().ids().contains(id)
                && head.orElseThrow().specs().graph().get(id).isPresent();
    }

    private void version(Change.Create create, String version, Observation seen) {
        List<Observed.Version> there =
                seen.asset(create.id()).map(Observed.Asset::versions).orElse(List.of());
        BigInteger next =
                there.stream()
                        .map(it -> new BigInteger(it.version()))
                        .reduce(BigInteger.ZERO, BigInteger::max)
                        .add(BigInteger.ONE);
        require(version.equals(next.toString()), "no gap between versions", create);
        require(
                there.stream().noneMatch(it -> it.digest().equals(Optional.of(create.digest()))),
                "no twin of a version",
                create);
    }

    private boolean isNews(Change.Run run, Observation seen, boolean faithful) {
        List<ResourceId> names = new ArrayList<>(List.of(run.id()));
        names.addAll(head.orElseThrow().specs().config().moves().formerly(run.id()));
        boolean remembered =
                names.stream()
                        .anyMatch(name -> succeeded.contains(new Success(name, run.digest())));
        Optional<Observed.Run> before =
                names.stream()
                        .flatMap(name ->
                                seen.job(name).flatMap(job -> job.latest(run.digest())).stream())
                        .findFirst();
        // It may have been asked for under a name that a newer commit took from it.
        boolean again = names.stream().anyMatch(trigger.rerun()::contains);
        return !(faithful && remembered)
                && before.map(it ->
                                it.status().isTerminal()
                                        && it.status() != Observed.RunStatus.SUCCEEDED
                                        && again)
                        .orElse(true);
    }

    private static boolean isOurs(Observation seen, ResourceId id) {
        Optional<Owner> owner =
                switch (seen.resources().get(id)) {
                    case null -> Optional.empty();
                    case Observed.Service service -> service.owner();
                    case Observed.Job job -> job.owner();
                    case Observed.Asset asset ->
                            asset.versions().stream()
                                    .flatMap(it -> it.owner().stream())
                                    .findFirst();
                };
        return owner.filter(it -> it.workspace().equals(Simulation.WORKSPACE)).isPresent();
    }

    /// Whether nothing relies on what goes.
    private boolean isFree(ResourceId id, Observation there) {
        return switch (id.kind()) {
            case ONLINE_DEPLOYMENT ->
                    there.service(new ResourceId(Kind.TRAFFIC, id.endpoint()))
                            .map(it -> it.live().fields("traffic").number(id.shortName()))
                            .flatMap(it -> it)
                            .filter(it -> it.signum() > 0)
                            .isEmpty();
            case ONLINE_ENDPOINT ->
                    there.resources().keySet().stream()
                            .noneMatch(it ->
                                    it.kind() == Kind.ONLINE_DEPLOYMENT
                                            && it.endpoint().equals(id.name()));
            case MODEL, DATA, ENVIRONMENT, COMPONENT, JOB, TRAFFIC, POLICY -> true;
        };
    }

    private static boolean hasNeeds(Resource desired, Observation seen, Observation live) {
        ResourceId id = desired.id();
        if (id.kind() != Kind.ONLINE_DEPLOYMENT && id.kind() != Kind.TRAFFIC) {
            return true;
        }
        boolean endpoint = isThere(new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint()), seen, live);
        return endpoint
                && desired.spec().fields("traffic").fields().entrySet().stream()
                        .filter(it ->
                                it.getValue() instanceof Value.Num(var share, _)
                                        && share.signum() > 0)
                        .allMatch(it ->
                                isThere(ResourceId.deployment(id.name(), it.getKey()), seen, live));
    }

    private static boolean isThere(ResourceId id, Observation seen, Observation live) {
        return seen.service(id).isPresent() || live.service(id).isPresent();
    }
}
