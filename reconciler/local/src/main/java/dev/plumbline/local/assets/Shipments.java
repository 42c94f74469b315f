package dev.plumbline.local.assets;

import dev.plumbline.local.artifacts.ArtifactStore;
import dev.plumbline.platform.Owner;
import dev.plumbline.platform.ship.Cargo;
import dev.plumbline.platform.ship.Provenance;
import dev.plumbline.platform.ship.Provenance.RunOutput;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.platform.ship.ShipmentRefusedException;
import dev.plumbline.resource.VersionedId;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/// Gives versions of a workspace away.
///
/// @param workspace the full name, `repository/workspace`
/// @param commits the commit that declared a run
public record Shipments(
        String workspace,
        AssetRegistry registry,
        ArtifactStore store,
        Function<String, Optional<String>> commits) {

    /// @throws ShipmentRefusedException when it is not registered, nothing tells what it means, or
    ///   its content is gone
    public Shipment of(VersionedId asset) {
        AssetVersion version =
                registry.find(asset)
                        .orElseThrow(() ->
                                new ShipmentRefusedException(
                                        "%s is not registered in %s any more; release another version there"
                                                .formatted(asset, workspace)));
        return new Shipment(
                asset,
                version.digest()
                        .orElseThrow(() ->
                                new ShipmentRefusedException(
                                        "nothing tells what %s of %s is; declare it there"
                                                .formatted(asset, workspace))),
                version.type(),
                version.spec(),
                version.external(),
                cargo(version),
                version.provenance().orElseGet(() -> provenance(version)),
                version.metrics());
    }

    private Optional<Cargo> cargo(AssetVersion version) {
        if (version.artifact().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.cargo(version.artifact().get()));
        } catch (IOException e) {
            throw new ShipmentRefusedException(
                    "%s of %s cannot be shipped: %s; release another version there"
                            .formatted(version.id(), workspace, e.getMessage()));
        }
    }

    private Provenance provenance(AssetVersion version) {
        return new Provenance(
                workspace,
                version.owner()
                        .map(Owner::commit)
                        .or(() -> version.origin().flatMap(origin -> commits.apply(origin.run()))),
                version.origin().map(origin -> new RunOutput(origin.run(), origin.output())));
    }
}
