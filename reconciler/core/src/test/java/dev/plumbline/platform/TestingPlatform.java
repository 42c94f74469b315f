package dev.plumbline.platform;

import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The platform port in memory. It does at once what it is asked, except runs: those go on until
/// [#finish] or [#fail]. It counts what it was asked, and can be told to break.
public final class TestingPlatform implements Platform {
    private final TestingResources there;
    private final List<Started> started = new ArrayList<>();
    private Optional<String> broken = Optional.empty();
    private Optional<ResourceId> failing = Optional.empty();
    private boolean mendable = true;
    private Optional<ResourceId> unheard = Optional.empty();
    private Set<Kind> incomplete = Set.of();
    private Optional<Observation> stale = Optional.empty();
    private int looks;
    private final FieldClass ofInstanceType;

    private record Started(String action, ResourceId id) {
        @Override
        public String toString() {
            return action + " " + id;
        }
    }

    /// A platform that swaps a deployment whose `instance_type` changes.
    public TestingPlatform() {
        this(FieldClass.REPLACE);
    }

    private TestingPlatform(FieldClass ofInstanceType) {
        this.ofInstanceType = ofInstanceType;
        this.there = new TestingResources(ofInstanceType);
    }

    /// One that can only remove it, and no deployment that traffic goes to.
    public static TestingPlatform thatCannotSwap() {
        return new TestingPlatform(FieldClass.RECREATE);
    }

    @Override
    public Capabilities capabilities() {
        Map<Kind, Map<String, FieldClass>> kinds = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            kinds.put(kind, Map.of());
        }
        kinds.put(Kind.ONLINE_DEPLOYMENT, Map.of("instance_type", ofInstanceType));
        if (ofInstanceType == FieldClass.RECREATE) {
            kinds.put(Kind.ONLINE_ENDPOINT, Map.of("public_network_access", FieldClass.RECREATE));
        }
        return new Capabilities(kinds);
    }

    @Override
    public synchronized Observation observe(Scope scope) {
        looks++;
        broken.ifPresent(reason -> {
            throw new PlatformException(reason);
        });
        Optional<Observation> old = stale;
        stale = Optional.empty();
        return old.orElseGet(() -> new Observation(there.all(), incomplete));
    }

    @Override
    public synchronized Outcome start(Change change, ApplyContext context) {
        started.add(new Started(change.action(), change.id()));
        if (failing.equals(Optional.of(change.id()))) {
            return new Outcome.Failed("told to fail", mendable);
        }
        Outcome outcome = there.carryOut(change, context);
        if (unheard.equals(Optional.of(change.id()))) {
            throw new PlatformException("no answer in time");
        }
        return outcome;
    }

    @Override
    public synchronized Shipment ship(Scope scope, VersionedId asset) {
        broken.ifPresent(reason -> {
            throw new PlatformException(reason);
        });
        return TestingShipments.of(scope.workspace(), asset, there.find(asset.id()));
    }

    /// Of the traffic that goes to a deployment.
    public synchronized BigDecimal share(ResourceId deployment) {
        return there.share(deployment);
    }

    /// Registers a version past Plumbline, or as the output of a run.
    public synchronized void register(
            VersionedId asset,
            Digest digest,
            Fields live,
            Optional<Owner> owner,
            Optional<String> run) {
        there.register(asset, digest, live, owner, run);
    }

    /// The newest run of a job that goes on succeeds and registers what the job produces, each as
    /// its next version.
    public synchronized void finish(ResourceId job, List<Production> productions) {
        there.finish(job, productions);
    }

    /// The newest run of a job that goes on fails.
    public synchronized void fail(ResourceId job, String message) {
        there.fail(job, message);
    }

    /// A resource is there no more, as runs that are kept only for a while.
    public synchronized void forget(ResourceId id) {
        there.forget(id);
    }

    /// Someone makes a service past Plumbline.
    public synchronized void make(ResourceId id, Fields live, String by) {
        there.make(id, live, by);
    }

    /// Someone edits a service past Plumbline.
    public synchronized void edit(ResourceId id, Fields live, String by) {
        there.edit(id, live, by);
    }

    /// Reading fails from now on.
    public synchronized void breakWith(String reason) {
        broken = Optional.of(reason);
    }

    /// It answers again.
    public synchronized void repair() {
        broken = Optional.empty();
    }

    /// Every change of one resource fails from now on.
    public synchronized void failChangesOf(ResourceId id) {
        failing = Optional.of(id);
        mendable = true;
    }

    /// Changes of one resource are refused, whenever they are tried.
    public synchronized void refuseChangesOf(ResourceId id) {
        failing = Optional.of(id);
        mendable = false;
    }

    /// Changes of one resource are carried out, and nobody hears of it.
    public synchronized void loseAnswersOf(ResourceId id) {
        unheard = Optional.of(id);
    }

    /// What is made of an asset after it was registered, such as an environment's build, fails from
    /// now on.
    public synchronized void failBuildsOf(ResourceId id, String message) {
        there.failBuildsOf(id, message);
    }

    /// The next read answers what was there before, as an eventually consistent service may.
    public synchronized void answerOnce(Observation before) {
        stale = Optional.of(before);
    }

    /// How often it was read.
    public synchronized int looks() {
        return looks;
    }

    /// These kinds are read incompletely from now on.
    public synchronized void readIncompletely(Set<Kind> kinds) {
        incomplete = Set.copyOf(kinds);
    }

    /// What it was asked, in order: `create model/fraud`.
    public synchronized List<String> started() {
        return started.stream().map(Started::toString).toList();
    }

    public synchronized Optional<Observed> find(ResourceId id) {
        return there.find(id);
    }

    @Override
    public void close() {}
}
