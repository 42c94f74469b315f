package dev.plumbline.platform;

import dev.plumbline.platform.ship.Provenance;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a [TestingPlatform] holds, and how changes change it.
final class TestingResources {
    private final Map<ResourceId, Observed> resources = new TreeMap<>();
    private final Map<ResourceId, String> badBuilds = new TreeMap<>();
    private final FieldClass ofInstanceType;

    /// @param ofInstanceType what a change of a deployment's `instance_type` takes
    TestingResources(FieldClass ofInstanceType) {
        this.ofInstanceType = ofInstanceType;
    }

    Map<ResourceId, Observed> all() {
        return resources;
    }

    Optional<Observed> find(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }

    void failBuildsOf(ResourceId id, String message) {
        badBuilds.put(id, message);
    }

    Outcome carryOut(Change change, ApplyContext context) {
        return switch (change) {
            case Change.Create create -> create(create, context);
            case Change.Update update -> update(update, context);
            case Change.Replace(var desired, var digest, _) ->
                    service(desired.id(), desired.spec(), owner(desired, digest, context));
            case Change.Run(var desired, var digest) ->
                    run(desired.id(), digest, desired.spec(), owner(desired, digest, context));
            case Change.Recreate(var desired, _, _) -> remove(desired.id());
            case Change.Ship ship -> {
                context.shipments().forEach(shipment -> accept(ship, shipment, context));
                yield Outcome.Applied.done();
            }
            case Change.Delete(var id) -> remove(id);
        };
    }

    private Outcome remove(ResourceId id) {
        if (ofInstanceType == FieldClass.RECREATE
                && id.kind() == Kind.ONLINE_DEPLOYMENT
                && share(id).signum() > 0) {
            return new Outcome.Failed("traffic goes to " + id, true);
        }
        resources.computeIfPresent(id, (_, there) -> without(there));
        return Outcome.Applied.done();
    }

    /// Of the traffic that goes to a deployment.
    BigDecimal share(ResourceId deployment) {
        return resources.get(new ResourceId(Kind.TRAFFIC, deployment.endpoint()))
                        instanceof Observed.Service traffic
                ? traffic.live()
                        .fields("traffic")
                        .number(deployment.shortName())
                        .orElse(BigDecimal.ZERO)
                : BigDecimal.ZERO;
    }

    private void accept(Change.Ship ship, Shipment shipment, ApplyContext context) {
        register(
                shipment.asset(),
                shipment.digest(),
                shipment.spec(),
                Optional.of(context.owner(ship.id(), shipment.digest(), ship.path())),
                shipment.provenance().output().map(Provenance.RunOutput::run));
    }

    /// Assets and jobs are archived, services go.
    private static @Nullable Observed without(Observed there) {
        return switch (there) {
            case Observed.Asset asset -> new Observed.Asset(asset.id(), asset.versions(), true);
            case Observed.Job job ->
                    new Observed.Job(job.id(), job.runs(), job.live(), job.owner(), true);
            case Observed.Service _ -> null;
        };
    }

    private static Owner owner(Resource desired, Digest digest, ApplyContext context) {
        return context.owner(desired.id(), digest, desired.source().path());
    }

    private Outcome create(Change.Create create, ApplyContext context) {
        ResourceId id = create.id();
        Owner owner = owner(create.desired(), create.digest(), context);
        if (id.kind().family() == Kind.Family.SERVICE) {
            return service(id, create.desired().spec(), owner);
        }
        String version = create.version().orElseThrow();
        register(
                new VersionedId(id, version),
                create.digest(),
                create.desired().spec(),
                Optional.of(owner),
                Optional.empty());
        return badBuilds.containsKey(id)
                ? new Outcome.Started(id.toString())
                : new Outcome.Applied(Optional.of(version));
    }

    /// Registers a version past Plumbline, or as the output of a run.
    void register(
            VersionedId asset,
            Digest digest,
            Fields live,
            Optional<Owner> owner,
            Optional<String> run) {
        List<Observed.Version> versions = new ArrayList<>();
        if (resources.get(asset.id()) instanceof Observed.Asset there) {
            versions.addAll(there.versions());
        }
        versions.removeIf(version -> version.version().equals(asset.version()));
        versions.add(
                new Observed.Version(
                        asset.version(),
                        Optional.of(digest),
                        live,
                        badBuilds.containsKey(asset.id()) ? Health.DEGRADED : Health.HEALTHY,
                        badBuilds.getOrDefault(asset.id(), ""),
                        owner,
                        run));
        resources.put(asset.id(), new Observed.Asset(asset.id(), versions, false));
    }

    private Outcome service(ResourceId id, Fields live, Owner owner) {
        resources.put(
                id,
                new Observed.Service(
                        id,
                        live,
                        Health.HEALTHY,
                        "",
                        Optional.of(owner),
                        Optional.of("plumbline")));
        return Outcome.Applied.done();
    }

    private Outcome update(Change.Update update, ApplyContext context) {
        ResourceId id = update.id();
        return switch (resources.get(id)) {
            case null -> new Outcome.Stalled(id + " is not there");
            case Observed.Service there when isFixed(there, update.desired().spec()) ->
                    new Outcome.Failed("the instance type of " + id + " is fixed", false);
            case Observed.Service there ->
                    service(
                            id,
                            update.desired().spec(),
                            owner(update.desired(), update.digest(), context).after(there.owner()));
            case Observed.Job job -> {
                resources.put(
                        id,
                        new Observed.Job(
                                id, job.runs(), update.desired().spec(), job.owner(), false));
                yield Outcome.Applied.done();
            }
            case Observed.Asset _ -> {
                VersionedId version = new VersionedId(id, update.version().orElseThrow());
                register(
                        version,
                        update.digest(),
                        update.desired().spec(),
                        Optional.of(owner(update.desired(), update.digest(), context)),
                        Optional.empty());
                yield Outcome.Applied.done();
            }
        };
    }

    private boolean isFixed(Observed.Service there, Fields wanted) {
        return there.id().kind() == Kind.ONLINE_DEPLOYMENT
                && ofInstanceType == FieldClass.RECREATE
                && !wanted.text("instance_type").equals(there.live().text("instance_type"));
    }

    private Outcome run(ResourceId id, Digest digest, Fields live, Owner owner) {
        List<Observed.Run> runs = new ArrayList<>();
        if (resources.get(id) instanceof Observed.Job job) {
            runs.addAll(job.runs());
        }
        Optional<Observed.Run> underWay =
                runs.stream()
                        .filter(there -> there.digest().equals(digest))
                        .filter(there -> there.status() == Observed.RunStatus.RUNNING)
                        .findFirst();
        if (underWay.isPresent()) {
            return new Outcome.Started(underWay.get().id());
        }
        Observed.Run run =
                new Observed.Run(
                        "run-" + (runs.size() + 1),
                        digest,
                        Observed.RunStatus.RUNNING,
                        Map.of(),
                        "");
        runs.add(run);
        resources.put(id, new Observed.Job(id, runs, live, Optional.of(owner), false));
        return new Outcome.Started(run.id());
    }

    /// The newest run of a job that goes on succeeds and registers what the job produces, each as
    /// its next version.
    void finish(ResourceId job, List<Production> productions) {
        Map<ResourceId, String> registered = new TreeMap<>();
        for (Production production : productions) {
            int next =
                    resources.get(production.asset()) instanceof Observed.Asset there
                            ? there.versions().size() + 1
                            : 1;
            String version = production.version().orElse(String.valueOf(next));
            register(
                    new VersionedId(production.asset(), version),
                    Digest.ofText(production.asset() + version),
                    Fields.EMPTY,
                    Optional.empty(),
                    Optional.of("run"));
            registered.put(production.asset(), version);
        }
        end(job, Observed.RunStatus.SUCCEEDED, registered, "");
    }

    /// The newest run of a job that goes on fails.
    void fail(ResourceId job, String message) {
        end(job, Observed.RunStatus.FAILED, Map.of(), message);
    }

    private void end(
            ResourceId id,
            Observed.RunStatus status,
            Map<ResourceId, String> registered,
            String message) {
        if (!(resources.get(id) instanceof Observed.Job job)) {
            throw new IllegalStateException(id + " has no run");
        }
        List<Observed.Run> runs = new ArrayList<>(job.runs());
        int newest = runs.size() - 1;
        while (newest > 0 && runs.get(newest).status().isTerminal()) {
            newest--;
        }
        Observed.Run run = runs.get(newest);
        runs.set(newest, new Observed.Run(run.id(), run.digest(), status, registered, message));
        resources.put(id, new Observed.Job(id, runs, job.live(), job.owner(), job.archived()));
    }

    /// A resource is there no more, as runs that are kept only for a while.
    void forget(ResourceId id) {
        resources.remove(id);
    }

    /// Someone makes a service past Plumbline.
    void make(ResourceId id, Fields live, String by) {
        resources.put(
                id,
                new Observed.Service(
                        id, live, Health.HEALTHY, "", Optional.empty(), Optional.of(by)));
    }

    /// Someone edits a service past Plumbline.
    void edit(ResourceId id, Fields live, String by) {
        if (resources.get(id) instanceof Observed.Service there) {
            resources.put(
                    id,
                    new Observed.Service(
                            id, live, there.health(), "", there.owner(), Optional.of(by)));
        }
    }
}
