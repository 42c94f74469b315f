package dev.plumbline.plan.resolve;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.resource.VersionedId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A resource with its references resolved as far as they can be.
///
/// @param resource its spec holds [Value.Resolved] and [Value.Unknown] in the place of references
/// @param declared the digest of the spec as written
/// @param waitsFor the producers of what is unknown
/// @param missing why references cannot be resolved at all
/// @param meaning its digest; empty until everything is known
public record ResolvedResource(
        Resource resource,
        Digest declared,
        Map<String, VersionedId> resolutions,
        Set<ResourceId> waitsFor,
        List<String> missing,
        Optional<Digest> meaning) {

    public static ResolvedResource of(
            Resource resource, Resolver resolver, Optional<AppliedResource> pinned) {
        Digest declared = Semantics.declared(resource.id().kind(), resource.spec());
        Map<String, VersionedId> pins =
                pinned.filter(applied -> applied.declared().equals(declared))
                        .map(AppliedResource::resolutions)
                        .orElse(Map.of());
        Map<String, VersionedId> resolutions = new LinkedHashMap<>();
        Set<ResourceId> waitsFor = new TreeSet<>();
        List<String> missing = new ArrayList<>();
        Fields spec =
                resource.spec()
                        .mapLeaves(leaf ->
                                leaf instanceof Reference reference
                                        ? resolve(
                                                resource.source().path(),
                                                reference,
                                                resolver,
                                                pins,
                                                resolutions,
                                                waitsFor,
                                                missing)
                                        : leaf);
        Optional<Digest> meaning =
                waitsFor.isEmpty() && missing.isEmpty()
                        ? Optional.of(meaning(resource, spec, declared))
                        : Optional.empty();
        return new ResolvedResource(
                resource.withSpec(spec), declared, resolutions, waitsFor, missing, meaning);
    }

    /// What refers to nothing means what it declares.
    @SuppressWarnings("ReferenceEquality")
    private static Digest meaning(Resource resource, Fields resolved, Digest declared) {
        return resolved == resource.spec()
                ? declared
                : Semantics.digest(resource.id().kind(), resolved);
    }

    private static Value resolve(
            String path,
            Reference reference,
            Resolver resolver,
            Map<String, VersionedId> pins,
            Map<String, VersionedId> resolutions,
            Set<ResourceId> waitsFor,
            List<String> missing) {
        return switch (resolver.resolve(
                path, reference, Optional.ofNullable(pins.get(reference.text())))) {
            case Resolution.Known(var value) -> {
                resolutions.put(reference.text(), value.asset());
                yield value;
            }
            case Resolution.Pending(var producer, var what) -> {
                waitsFor.add(producer);
                yield new Value.Unknown(producer, what);
            }
            case Resolution.Missing(var reason) -> {
                missing.add(reason);
                yield reference;
            }
        };
    }

    /// Whether everything is known: only then is there a digest.
    public boolean isKnown() {
        return meaning.isPresent();
    }

    /// What it waits for, as text.
    public String waitsForText() {
        return waitsFor.stream().map(ResourceId::toString).collect(Collectors.joining(", "));
    }

    /// What it means; only for a known one.
    public Digest digest() {
        return meaning.orElseThrow();
    }
}
