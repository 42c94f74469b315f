package dev.plumbline.reconcile;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.Release;
import dev.plumbline.plan.ship.ShippedFrom;
import dev.plumbline.plan.ship.Supply;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.ResourceGraph;
import dev.plumbline.spec.WorkspaceSpecs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Finds the release that a workspace ships from: the newest of the other workspace that succeeded
/// with what the commit declares for it. So the same commit is always supplied by the same specs,
/// and one that goes back to earlier specs by what those released.
final class Supplies {
    private final Function<String, Optional<Upstream>> upstreams;
    private final SpecsDigest specs = new SpecsDigest();
    private Optional<Found> found = Optional.empty();

    /// What was found last, and what it follows from.
    private record Found(
            ResourceGraph here, ResourceGraph there, Optional<Revision> release, Head head) {
        boolean follows(Head asked, ResourceGraph source, Optional<Revision> newest) {
            return here.equals(asked.specs().graph())
                    && there.equals(source)
                    && release.equals(newest);
        }
    }

    /// @param upstreams the other workspaces of the repository, by their short names
    Supplies(Function<String, Optional<Upstream>> upstreams) {
        this.upstreams = upstreams;
    }

    /// The head with what supplies it.
    synchronized Head supplied(Head head) {
        Optional<String> from = head.specs().config().releaseFrom();
        if (from.isEmpty()) {
            return head;
        }
        ResourceGraph there = head.source().map(WorkspaceSpecs::graph).orElse(ResourceGraph.EMPTY);
        Optional<Ledger> ledger = upstreams.apply(from.get()).map(Upstream::ledger);
        boolean usable = head.source().filter(source -> source.errors().isEmpty()).isPresent();
        Optional<Revision> newest =
                usable
                        ? ledger.flatMap(each -> each.releaseOfSpecs(specs.of(there)))
                        : Optional.empty();
        if (found.filter(each -> each.follows(head, there, newest)).isEmpty()) {
            Demand demand = new Demand(head.specs().graph(), there);
            Supply supply =
                    newest.map(revision ->
                                    of(head, demand, revision, ledger.orElseThrow(), from.get()))
                            .orElseGet(
                                    () -> demand.awaited(from.get(), unreleased(head, from.get())));
            found = Optional.of(new Found(head.specs().graph(), there, newest, with(head, supply)));
        }
        Head last = found.orElseThrow().head();
        return head.with(last.supply(), last.graph());
    }

    private static Supply of(
            Head head, Demand demand, Revision revision, Ledger ledger, String from) {
        Release release = ledger.release(revision);
        Optional<ResourceId> lacking = demand.lacking(release);
        ShippedFrom shipped = new ShippedFrom(from, revision.commit(), release.source().commit());
        return lacking.map(id ->
                        demand.awaited(
                                from,
                                "%s does not hold %s as commit %s declares it, because that was held or failed there; `plumb status --workspace %s` shows what it waits for"
                                        .formatted(
                                                shipped.words(),
                                                id,
                                                head.commit().revision().shortForm(),
                                                from)))
                .orElseGet(() -> demand.met(release, shipped));
    }

    private static String unreleased(Head head, String from) {
        String commit = head.commit().revision().shortForm();
        return head.source()
                .filter(source -> !source.errors().isEmpty())
                .map(source ->
                        "waits for %s, which cannot be applied at commit %s: %s"
                                .formatted(from, commit, source.errors().getFirst()))
                .orElseGet(() ->
                        "waits for %s to release what commit %s declares there, and goes on by itself then; `plumb status --workspace %s` shows how far it is"
                                .formatted(from, commit, from));
    }

    /// With a stand-in for each asset that is taken and that no document here declares.
    private static Head with(Head head, Supply supply) {
        ResourceGraph graph = head.specs().graph();
        Map<ResourceId, Optional<Resource>> standIns = new TreeMap<>();
        paths(supply)
                .forEach((id, path) -> {
                    if (graph.get(id).isEmpty()) {
                        standIns.put(id, Optional.of(Supply.standIn(id, path)));
                    }
                });
        return head.with(supply, graph.with(standIns));
    }

    private static Map<ResourceId, String> paths(Supply supply) {
        Map<ResourceId, String> paths = new TreeMap<>();
        switch (supply) {
            case Supply.Own _ -> {}
            case Supply.Awaited awaited -> paths.putAll(awaited.assets());
            case Supply.Released released ->
                    released.assets().forEach((id, lots) -> paths.put(id, lots.path()));
        }
        return paths;
    }
}
