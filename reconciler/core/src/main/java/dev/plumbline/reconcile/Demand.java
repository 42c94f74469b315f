package dev.plumbline.reconcile;

import dev.plumbline.ledger.Release;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.plan.ship.Lots;
import dev.plumbline.plan.ship.ShippedFrom;
import dev.plumbline.plan.ship.Supply;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.Value.Selector;
import dev.plumbline.resource.VersionedId;
import dev.plumbline.spec.ResourceGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a workspace needs of the one that it releases from: the assets that both declare alike,
/// what its jobs have registered there, and what its other resources refer to and the other
/// workspace knows.
final class Demand {
    private final ResourceGraph here;
    private final ResourceGraph there;

    /// @param here what a commit declares for the workspace
    /// @param there what it declares for the one that it releases from
    Demand(ResourceGraph here, ResourceGraph there) {
        this.here = here;
        this.there = there;
    }

    Supply awaited(String workspace, String reason) {
        Map<ResourceId, String> paths = new HashMap<>();
        assets().forEach(id -> paths.put(id, path(id)));
        return new Supply.Awaited(workspace, reason, paths, jobs());
    }

    /// What a release of the other workspace holds of it.
    Supply met(Release release, ShippedFrom from) {
        Holdings holdings = new Holdings(release);
        Map<ResourceId, Lots> lots = new HashMap<>();
        for (ResourceId id : assets()) {
            lots(id, holdings).ifPresent(found -> lots.put(id, found));
        }
        return new Supply.Released(from, lots, holdings.resolutions(), jobs());
    }

    /// A resource of the other workspace that a release does not hold as the commit declares it. A
    /// job that ran elsewhere is in no release of a workspace that takes what it registered.
    Optional<ResourceId> lacking(Release release) {
        return there.resources().values().stream()
                .filter(resource ->
                        resource.id().kind() != Kind.JOB || release.shippedFrom().isEmpty())
                .filter(resource -> !isHeld(resource, release))
                .map(Resource::id)
                .min(ResourceId::compareTo);
    }

    private static boolean isHeld(Resource resource, Release release) {
        AppliedResource held = release.resources().get(resource.id());
        return held != null && held.declared().equals(declared(resource));
    }

    private static Digest declared(Resource resource) {
        return Semantics.declared(resource.id().kind(), resource.spec());
    }

    private Set<ResourceId> jobs() {
        return there.resources().keySet().stream()
                .filter(id -> id.kind() == Kind.JOB)
                .collect(Collectors.toSet());
    }

    private Set<ResourceId> assets() {
        Set<ResourceId> known = known();
        Stream<ResourceId> wanted =
                here.resources().values().stream()
                        .flatMap(resource ->
                                Stream.concat(Stream.of(resource.id()), wanted(resource)));
        return wanted.filter(id -> id.kind().family() == Kind.Family.ASSET)
                .filter(known::contains)
                .filter(this::isAlike)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// What the resource of a job needs to run is needed where it runs.
    private static Stream<ResourceId> wanted(Resource resource) {
        return resource.id().kind() == Kind.JOB
                ? resource.produces().stream().map(Production::asset)
                : resource.references().stream().map(Reference::target);
    }

    /// What the other workspace declares, registers or refers to.
    private Set<ResourceId> known() {
        Set<ResourceId> known = new HashSet<>();
        for (Resource resource : there.resources().values()) {
            known.add(resource.id());
            resource.produces().forEach(production -> known.add(production.asset()));
            resource.references().forEach(reference -> known.add(reference.target()));
        }
        return known;
    }

    /// What is set for this workspace alone makes another asset of a document, which is registered
    /// here.
    private boolean isAlike(ResourceId id) {
        return here.get(id)
                .map(mine ->
                        there.get(id)
                                .filter(theirs -> theirs.version().equals(mine.version()))
                                .filter(theirs -> declared(theirs).equals(declared(mine)))
                                .isPresent())
                .orElse(true);
    }

    private String path(ResourceId id) {
        return there.get(id)
                .or(() -> there.producer(id).flatMap(there::get))
                .map(Resource::source)
                .map(Source::path)
                .orElse("");
    }

    private Optional<Lots> lots(ResourceId id, Holdings holdings) {
        NavigableMap<String, Optional<Digest>> versions = new TreeMap<>();
        Optional<VersionedId> current =
                holdings.declared(id)
                        .or(() -> there.producer(id).flatMap(job -> holdings.registered(job, id)));
        current.ifPresent(asset -> versions.put(asset.version(), holdings.digest(asset)));
        for (Reference reference : references(id)) {
            taken(reference, holdings)
                    .forEach(asset -> versions.put(asset.version(), holdings.digest(asset)));
        }
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Lots(
                                path(id),
                                current.map(VersionedId::version).orElseGet(versions::lastKey),
                                versions));
    }

    private List<Reference> references(ResourceId id) {
        return here.resources().values().stream()
                .filter(resource -> resource.id().kind() != Kind.JOB)
                .flatMap(resource -> resource.references().stream())
                .filter(reference -> reference.target().equals(id))
                .toList();
    }

    /// What a reference may mean there; a version only when the release holds it.
    private static Stream<VersionedId> taken(Reference reference, Holdings holdings) {
        return switch (reference.selector()) {
            case Selector.Version(var version) ->
                    Stream.of(new VersionedId(reference.target(), version)).filter(holdings::holds);
            case Selector.Label _, Selector.Current _ ->
                    holdings.resolutions().values().stream()
                            .flatMap(resolved ->
                                    Optional.ofNullable(resolved.get(reference.text())).stream());
        };
    }
}
