package dev.plumbline.plan.resolve;

import dev.plumbline.plan.resolve.CurrentVersions.State;
import dev.plumbline.plan.ship.Lots;
import dev.plumbline.plan.ship.Supply;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.Value.Resolved;
import dev.plumbline.resource.Value.Selector;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.ResourceGraph;
import java.util.Optional;

/// Resolves the references of a workspace.
///
/// What another workspace's release supplies is what it is there. A declared asset is what Git
/// declares. What a job registers is what the run of its current digest registered. Anything else
/// is looked up on the platform: a version as written; a label as it was resolved when the
/// referring spec last changed, else the newest.
public final class Resolver {
    private final ResourceGraph graph;
    private final Observation observed;
    private final CurrentVersions current;
    private final Supply supply;

    public Resolver(ResourceGraph graph, Observation observed, CurrentVersions current) {
        this(graph, observed, current, new Supply.Own());
    }

    /// @param supply what comes from the releases of another workspace
    public Resolver(
            ResourceGraph graph, Observation observed, CurrentVersions current, Supply supply) {
        this.supply = supply;
        this.graph = graph;
        this.observed = observed;
        this.current = current;
    }

    /// @param path of the document that holds the reference
    /// @param pinned what the same spec's reference meant when it was applied last
    public Resolution resolve(String path, Reference reference, Optional<VersionedId> pinned) {
        ResourceId target = reference.target();
        Optional<Resolution> shipped = shipped(path, reference);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        if (graph.get(target).isPresent()) {
            return declared(reference);
        }
        return graph.producer(target)
                .map(job -> produced(reference, job))
                .orElseGet(() -> elsewhere(reference, pinned));
    }

    /// What is taken from another workspace's release means here what it means there.
    private Optional<Resolution> shipped(String path, Reference reference) {
        ResourceId target = reference.target();
        Optional<Lots> lots = supply.lots(target).filter(taken -> isAsShipped(target, taken));
        if (lots.isEmpty()) {
            return Optional.empty();
        }
        return shippedVersion(path, reference)
                .filter(lots.get().versions()::containsKey)
                .map(version ->
                        ready(
                                new Resolved(
                                        new VersionedId(target, version),
                                        lots.get().digest(version))));
    }

    private Optional<String> shippedVersion(String path, Reference reference) {
        return switch (reference.selector()) {
            case Selector.Version(var written) -> Optional.of(written);
            case Selector.Label _, Selector.Current _ ->
                    supply.version(path, reference.text(), reference.target());
        };
    }

    /// A document here may make something else of an asset than the other workspace did.
    private boolean isAsShipped(ResourceId target, Lots lots) {
        return current.get(target).orElse(null) instanceof State.Version(var asset, var digest)
                && lots.digest(asset.version()).equals(Optional.of(digest));
    }

    private Resolution declared(Reference reference) {
        ResourceId target = reference.target();
        return switch (current.get(target).orElse(new State.Pending("its version"))) {
            case State.Version(var asset, var digest) ->
                    switch (reference.selector()) {
                        case Selector.Version(var version) when !version.equals(asset.version()) ->
                                registered(new VersionedId(target, version));
                        case Selector.Version _, Selector.Label _, Selector.Current _ ->
                                ready(new Resolved(asset, Optional.of(digest)));
                    };
            case State.Pending(var what) -> new Resolution.Pending(target, what);
            case State.Succeeded _ ->
                    new Resolution.Missing(target + " is a job and has no versions");
        };
    }

    private Resolution produced(Reference reference, ResourceId job) {
        ResourceId target = reference.target();
        if (reference.selector() instanceof Selector.Version(var version)
                && isThere(target, version)) {
            return registered(new VersionedId(target, version));
        }
        return switch (current.get(job).orElse(new State.Pending("its run"))) {
            case State.Pending _, State.Version _ ->
                    new Resolution.Pending(job, "the version of " + target);
            case State.Succeeded(var registered) ->
                    switch (reference.selector()) {
                        case Selector.Version(var version) ->
                                new Resolution.Missing(
                                        "nothing registered "
                                                + new VersionedId(target, version)
                                                + "; "
                                                + job
                                                + " registered "
                                                + Optional.ofNullable(registered.get(target))
                                                        .map(got -> "version " + got)
                                                        .orElse("none")
                                                + "; correct the version");
                        case Selector.Label _, Selector.Current _ ->
                                Optional.ofNullable(registered.get(target))
                                        .map(version ->
                                                registered(new VersionedId(target, version)))
                                        .orElseGet(() ->
                                                new Resolution.Missing(
                                                        job
                                                                + " succeeded and registered no "
                                                                + target));
                    };
        };
    }

    private Resolution elsewhere(Reference reference, Optional<VersionedId> pinned) {
        ResourceId target = reference.target();
        Optional<Observed.Asset> asset = observed.asset(target);
        Optional<String> version =
                switch (reference.selector()) {
                    case Selector.Version(var written) ->
                            asset.flatMap(there -> there.version(written))
                                    .map(Observed.Version::version);
                    case Selector.Label _, Selector.Current _ ->
                            pinned.map(VersionedId::version)
                                    .filter(known -> isThere(target, known))
                                    .or(() ->
                                            asset.filter(there -> !there.versions().isEmpty())
                                                    .map(there ->
                                                            there.versions().getLast().version()));
                };
        return version.map(found -> registered(new VersionedId(target, found)))
                .orElseGet(() -> undeclared(reference));
    }

    /// A script of a job may register what no document declares, so a running job leaves hope.
    private Resolution undeclared(Reference reference) {
        Optional<ResourceId> job = current.pendingJob();
        return job.isPresent()
                ? new Resolution.Pending(job.get(), reference.text())
                : new Resolution.Missing(
                        reference.text()
                                + " is not registered and nothing in this workspace declares or produces it; declare "
                                + reference.target()
                                + " or correct the reference");
    }

    private boolean isThere(ResourceId target, String version) {
        return observed.asset(target).flatMap(asset -> asset.version(version)).isPresent();
    }

    private Resolution registered(VersionedId asset) {
        Optional<Observed.Version> version =
                observed.asset(asset.id()).flatMap(there -> there.version(asset.version()));
        return version.isEmpty()
                ? new Resolution.Missing(
                        asset + " is not registered; correct the version or declare it")
                : ready(new Resolved(asset, version.get().digest()));
    }

    /// An environment can be used once it is built.
    private Resolution ready(Resolved resolved) {
        VersionedId asset = resolved.asset();
        boolean building =
                asset.id().kind() == Kind.ENVIRONMENT
                        && observed.asset(asset.id())
                                .flatMap(there -> there.version(asset.version()))
                                .map(version -> version.health() != Health.HEALTHY)
                                .orElse(true);
        return building
                ? new Resolution.Pending(asset.id(), "its build")
                : new Resolution.Known(resolved);
    }
}
