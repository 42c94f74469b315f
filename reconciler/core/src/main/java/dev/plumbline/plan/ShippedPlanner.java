package dev.plumbline.plan;

import dev.plumbline.plan.Planner.Drafts;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.plan.resolve.CurrentVersions;
import dev.plumbline.plan.resolve.ResolvedResource;
import dev.plumbline.plan.ship.Lots;
import dev.plumbline.plan.ship.ShippedFrom;
import dev.plumbline.plan.ship.Supply;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.VersionedId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Plans what a workspace has from another one's release. Jobs have run there. Of assets, every
/// version that is taken has to be here as it is there. What a document of this workspace declares
/// besides, such as tags, is then planned as for any asset.
final class ShippedPlanner {
    private final Supply supply;
    private final Observation observed;
    private final CurrentVersions current;

    ShippedPlanner(Supply supply, Observation observed, CurrentVersions current) {
        this.supply = supply;
        this.observed = observed;
        this.current = current;
    }

    PlannedResource plan(Drafts drafts, ResolvedResource resolved) {
        return switch (supply) {
            case Supply.Own _ -> assets().plan(drafts, resolved);
            case Supply.Awaited(_, var reason, _, _) -> awaited(drafts, reason);
            case Supply.Released released -> released(drafts, resolved, released);
        };
    }

    /// In a workspace that releases from another one nothing is trained.
    PlannedResource job(Drafts drafts) {
        ResourceId id = id(drafts);
        current.pending(id, "its run");
        return switch (supply) {
            case Supply.Own _ -> throw new IllegalStateException(id + " runs here");
            case Supply.Awaited(var workspace, _, _, var jobs) ->
                    jobs.contains(id)
                            ? elsewhere(drafts, "runs in " + workspace + " and never here")
                            : undeclared(drafts, workspace);
            case Supply.Released(var from, _, _, var jobs) ->
                    jobs.contains(id)
                            ? elsewhere(
                                    drafts, "satisfied by " + from.words() + "; it never runs here")
                            : undeclared(drafts, from.workspace());
        };
    }

    private static PlannedResource elsewhere(Drafts drafts, String reason) {
        return drafts.of(new Verdict.Elsewhere(), reason, List.of(), false, Optional.empty());
    }

    private static PlannedResource undeclared(Drafts drafts, String workspace) {
        return drafts.stalled(
                "no job runs in a workspace that releases from %s, and %s does not declare %s; include its file there, or exclude it here"
                        .formatted(workspace, workspace, id(drafts)));
    }

    private AssetPlanner assets() {
        return new AssetPlanner(observed, current);
    }

    private PlannedResource awaited(Drafts drafts, String reason) {
        current.pending(id(drafts), "its version");
        return drafts.of(
                new Verdict.Deferred("create", Set.of()),
                reason,
                List.of(),
                false,
                Optional.empty());
    }

    private static ResourceId id(Drafts drafts) {
        return drafts.resolved().resource().id();
    }

    private PlannedResource released(
            Drafts drafts, ResolvedResource resolved, Supply.Released released) {
        ResourceId id = id(drafts);
        Lots lots = supply.lots(id).orElseThrow();
        boolean standIn = Supply.isStandIn(resolved.resource());
        if (!standIn
                && (!resolved.isKnown()
                        || !lots.digest(lots.current()).equals(Optional.of(resolved.digest())))) {
            return assets().plan(drafts, resolved);
        }
        Optional<String> obstacle = obstacle(id, lots, released.from());
        if (obstacle.isPresent()) {
            current.pending(id, "a version that can be shipped");
            return drafts.stalled(obstacle.get());
        }
        NavigableMap<String, Digest> versions = new TreeMap<>();
        lots.versions().forEach((version, digest) -> versions.put(version, digest.orElseThrow()));
        current.version(
                new VersionedId(id, lots.current()), lots.digest(lots.current()).orElseThrow());
        AppliedResource effective =
                standIn
                        ? standIn(drafts, lots, versions)
                        : drafts.effective(Optional.of(lots.current()));
        effective = drafts.asBefore(effective.shippedFrom(released.from()));
        return isToBeShipped(id, versions, standIn)
                ? ship(drafts, lots, versions, released.from(), effective)
                : there(drafts, resolved, versions, standIn, effective);
    }

    /// Why the versions cannot be had here as they are there.
    private Optional<String> obstacle(ResourceId id, Lots lots, ShippedFrom from) {
        for (Map.Entry<String, Optional<Digest>> lot : lots.versions().entrySet()) {
            VersionedId asset = new VersionedId(id, lot.getKey());
            if (lot.getValue().isEmpty()) {
                return Optional.of(
                        "%s does not tell what %s is, so it cannot be shipped by its digest; declare it in %s, or register it there by a job that declares it as an output"
                                .formatted(from.words(), asset, from.workspace()));
            }
            Optional<Observed.Version> there =
                    observed.asset(id).flatMap(held -> held.version(lot.getKey()));
            if (there.isPresent() && !there.get().digest().equals(lot.getValue())) {
                return Optional.of(
                        "%s is here already with other content (%s), and %s holds %s; a registered version never changes: let %s release another version of it"
                                .formatted(
                                        asset,
                                        there.get()
                                                .digest()
                                                .map(ShippedPlanner::text)
                                                .orElse("its digest is not known"),
                                        from.words(),
                                        text(lot.getValue().get()),
                                        from.workspace()));
            }
        }
        return Optional.empty();
    }

    /// What is archived or failed to be made is shipped again, which registers nothing twice.
    private boolean isToBeShipped(
            ResourceId id, NavigableMap<String, Digest> versions, boolean standIn) {
        Optional<Observed.Asset> asset = observed.asset(id);
        return asset.isEmpty()
                || standIn && asset.get().archived()
                || versions.keySet().stream()
                        .anyMatch(version ->
                                asset.get()
                                        .version(version)
                                        .map(there -> there.health() == Health.DEGRADED)
                                        .orElse(true));
    }

    private static PlannedResource ship(
            Drafts drafts,
            Lots lots,
            NavigableMap<String, Digest> versions,
            ShippedFrom from,
            AppliedResource effective) {
        Resource resource = drafts.resolved().resource();
        return drafts.of(
                new Verdict.Due(new Change.Ship(resource.id(), lots.path(), versions)),
                "shipped from " + from.words() + " (" + text(resource.id(), versions) + ")",
                List.of(),
                false,
                Optional.of(effective));
    }

    private PlannedResource there(
            Drafts drafts,
            ResolvedResource resolved,
            NavigableMap<String, Digest> versions,
            boolean standIn,
            AppliedResource effective) {
        if (!standIn) {
            return assets().shipped(drafts, resolved.resource(), effective);
        }
        Optional<Observed.Version> underway =
                versions.keySet().stream()
                        .flatMap(version ->
                                observed
                                        .asset(resolved.resource().id())
                                        .flatMap(asset -> asset.version(version))
                                        .stream())
                        .filter(version -> version.health() == Health.PROGRESSING)
                        .findFirst();
        return drafts.of(
                underway.isPresent() ? new Verdict.Underway() : new Verdict.Current(),
                underway.map(Observed.Version::message).orElse(""),
                List.of(),
                false,
                Optional.of(effective));
    }

    /// What the release of this workspace holds of an asset that no document of it declares. It has
    /// no path, so that no removed document takes it along: a shipped version stays.
    private static AppliedResource standIn(
            Drafts drafts, Lots lots, NavigableMap<String, Digest> versions) {
        Map<String, Value> held = new LinkedHashMap<>();
        versions.forEach((version, digest) -> held.put(version, Value.text(digest.value())));
        Fields spec = new Fields(Map.of("versions", new Fields(held)));
        return new AppliedResource(
                id(drafts),
                "",
                drafts.desired().commit(),
                spec,
                drafts.resolved().declared(),
                Semantics.digest(id(drafts).kind(), spec),
                Optional.of(lots.current()),
                Map.of(),
                false);
    }

    private static String text(ResourceId id, NavigableMap<String, Digest> versions) {
        return versions.entrySet().stream()
                .map(lot -> id.name() + ":" + lot.getKey() + ", " + text(lot.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String text(Digest digest) {
        return "sha256:" + digest.shortForm();
    }
}
