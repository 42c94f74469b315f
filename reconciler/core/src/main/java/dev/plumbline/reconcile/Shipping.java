package dev.plumbline.reconcile;

import dev.plumbline.platform.ApplyContext;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.ForwardingPlatform;
import dev.plumbline.platform.Outcome;
import dev.plumbline.platform.Platform;
import dev.plumbline.platform.Scope;
import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.platform.ship.ShipmentRefusedException;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.VersionedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The platform of a workspace, to which the platform of another one gives what is shipped. The
/// giving one is asked before the receiving one, so that two workspaces of the same platform never
/// wait for each other's calls.
final class Shipping extends ForwardingPlatform {
    private final Upstream from;

    /// @param from the workspace that is shipped from
    Shipping(Platform platform, Upstream from) {
        super(platform);
        this.from = from;
    }

    @Override
    public Outcome start(Change change, ApplyContext context) {
        if (!(change instanceof Change.Ship ship)) {
            return super.start(change, context);
        }
        List<Shipment> shipments = new ArrayList<>();
        for (Map.Entry<String, Digest> lot : ship.versions().entrySet()) {
            VersionedId asset = new VersionedId(ship.id(), lot.getKey());
            Shipment shipment;
            try {
                shipment = from.platform().ship(new Scope(from.name()), asset);
            } catch (ShipmentRefusedException e) {
                return new Outcome.Stalled(String.valueOf(e.getMessage()));
            }
            if (!shipment.digest().equals(lot.getValue())) {
                return new Outcome.Failed(mismatch(shipment, lot.getValue()), false);
            }
            shipments.add(shipment);
        }
        return super.start(ship, context.with(shipments));
    }

    private String mismatch(Shipment shipment, Digest released) {
        return "%s is %s on the platform of %s, and its release holds %s; nothing was shipped: find out who changed it there, and release another version"
                .formatted(shipment.asset(), shipment.digest(), from.name(), released);
    }
}
