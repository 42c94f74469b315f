package dev.plumbline.local.assets;

import dev.plumbline.local.artifacts.Artifact;
import dev.plumbline.platform.Owner;
import dev.plumbline.platform.ship.Provenance;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One registered version.
///
/// @param digest what it means
/// @param spec the spec as declared; empty for a version that a run registered
/// @param type `mlflow_model`, `uri_folder`, …; the kind's word for environments and components
/// @param artifact what the store holds: the content of a model or data, the conda file of an
///   environment, the code of a component
/// @param external the path of content that Plumbline does not hold
/// @param owner the declaration it came from; empty for a version that a run registered
/// @param origin the run that registered it
/// @param provenance where a version that was shipped here was registered first
/// @param metrics the metrics of that run
public record AssetVersion(
        VersionedId id,
        Optional<Digest> digest,
        Value.Fields spec,
        String type,
        Optional<Artifact> artifact,
        Optional<String> external,
        Optional<Owner> owner,
        Optional<Origin> origin,
        Optional<Provenance> provenance,
        Map<String, Double> metrics,
        Instant createdAt) {
    public AssetVersion {
        metrics = Map.copyOf(metrics);
    }

    /// The output of a run that became a version.
    public record Origin(String run, String output) {}
}
