package dev.plumbline.platform;

import dev.plumbline.platform.ship.Provenance;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.platform.ship.ShipmentRefusedException;
import dev.plumbline.resource.VersionedId;
import java.util.Map;
import java.util.Optional;

/// Gives away what a platform in memory holds: versions without content.
final class TestingShipments {
    private TestingShipments() {}

    static Shipment of(String workspace, VersionedId asset, Optional<Observed> there) {
        Observed.Version version =
                there.filter(Observed.Asset.class::isInstance)
                        .flatMap(held -> ((Observed.Asset) held).version(asset.version()))
                        .orElseThrow(() ->
                                new ShipmentRefusedException(asset + " is not in " + workspace));
        return new Shipment(
                asset,
                version.digest().orElseThrow(),
                "custom_model",
                version.live(),
                Optional.empty(),
                Optional.empty(),
                new Provenance(
                        workspace,
                        version.owner().map(Owner::commit),
                        version.run().map(run -> new Provenance.RunOutput(run, "model"))),
                Map.of());
    }
}
