package dev.plumbline.resource;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/// One declared thing. The spec is the effective one: tokens and `set` applied, local paths become
/// contents, references to assets become [Value.Reference], components that are referenced by path
/// stand in the place of the reference.
///
/// @param version the version that the spec declares; empty means automatic (assets) or none (jobs,
///   services)
/// @param produces what a job registers when it has succeeded; empty for every other kind
public record Resource(
        ResourceId id,
        Source source,
        Optional<String> version,
        Value.Fields spec,
        List<Production> produces) {
    public Resource {
        Objects.requireNonNull(id);
        Objects.requireNonNull(spec);
        produces = List.copyOf(produces);
    }

    /// Itself when that is its very spec.
    @SuppressWarnings("ReferenceEquality")
    public Resource withSpec(Value.Fields changed) {
        return changed == spec ? this : new Resource(id, source, version, changed, produces);
    }

    /// The references of the spec, in the order written.
    public List<Value.Reference> references() {
        return Value.leaves(spec).stream()
                .filter(Value.Reference.class::isInstance)
                .map(Value.Reference.class::cast)
                .toList();
    }

    /// What must be there before this resource: what it refers to; its endpoint for a deployment;
    /// its endpoint and the deployments that it names for traffic.
    public SequencedSet<ResourceId> dependsOn() {
        SequencedSet<ResourceId> ids = new TreeSet<>();
        references().forEach(reference -> ids.add(reference.target()));
        if (id.kind() == Kind.ONLINE_DEPLOYMENT || id.kind() == Kind.TRAFFIC) {
            ids.add(new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint()));
        }
        if (id.kind() == Kind.TRAFFIC) {
            for (String map : List.of("traffic", "mirror_traffic")) {
                spec.fields(map)
                        .fields()
                        .keySet()
                        .forEach(name -> ids.add(ResourceId.deployment(id.name(), name)));
            }
        }
        return ids;
    }
}
