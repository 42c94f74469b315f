package dev.plumbline.local.assets;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.platform.Owner;
import dev.plumbline.platform.ship.Provenance;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.util.Map;
import java.util.Optional;

/// What is to be registered, before it has a version; the fields are those of [AssetVersion].
///
/// @param version the version that it must get; empty for the next integer
public record Registration(
        ResourceId id,
        Optional<String> version,
        Digest digest,
        Value.Fields spec,
        String type,
        Optional<Artifact> artifact,
        Optional<String> external,
        Optional<Owner> owner,
        Optional<AssetVersion.Origin> origin,
        Optional<Provenance> provenance,
        Map<String, Double> metrics) {
    public Registration {
        metrics = Map.copyOf(metrics);
    }

    /// What is registered here first.
    public Registration(
            ResourceId id,
            Optional<String> version,
            Digest digest,
            Value.Fields spec,
            String type,
            Optional<Artifact> artifact,
            Optional<String> external,
            Optional<Owner> owner,
            Optional<AssetVersion.Origin> origin,
            Map<String, Double> metrics) {
        this(
                id,
                version,
                digest,
                spec,
                type,
                artifact,
                external,
                owner,
                origin,
                Optional.empty(),
                metrics);
    }
}
