package dev.plumbline.platform.ship;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.VersionedId;
import java.util.Map;
import java.util.Optional;

/// One version of an asset as a platform gives it away. The receiving platform registers it under
/// the same version and the same digest.
///
/// @param digest what it means, as the giving platform has it registered
/// @param type such as `mlflow_model` or `uri_folder`
/// @param spec as declared; empty for a version that a run registered
/// @param external the path of content that neither platform holds
/// @param cargo its files; empty for content that lies elsewhere, and for what has none
/// @param metrics those of the run that registered it
public record Shipment(
        VersionedId asset,
        Digest digest,
        String type,
        Value.Fields spec,
        Optional<String> external,
        Optional<Cargo> cargo,
        Provenance provenance,
        Map<String, Double> metrics) {
    public Shipment {
        metrics = Map.copyOf(metrics);
    }
}
