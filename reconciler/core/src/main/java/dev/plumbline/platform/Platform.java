package dev.plumbline.platform;

import dev.plumbline.platform.ship.Shipment;
import dev.plumbline.platform.ship.ShipmentRefusedException;
import dev.plumbline.resource.VersionedId;

/// Where desired state is made real. Implementations are safe for use by many threads.
public interface Platform extends AutoCloseable {
    /// Which kinds the platform knows, and what a change of each field takes.
    Capabilities capabilities();

    /// What is there, how complete the answer is and what is in flight. A platform that cannot be
    /// read answers with an incomplete observation or throws [PlatformException]; it never leaves
    /// things out silently.
    Observation observe(Scope scope);

    /// Starts one change and returns at once. Idempotent: starting a change that is already made or
    /// in flight does it no second time.
    Outcome start(Change change, ApplyContext context);

    /// Gives away one version of an asset, for another workspace on this or on another platform.
    /// Nothing of its content is read before that is asked for.
    ///
    /// @param scope the workspace that holds it
    /// @throws ShipmentRefusedException when it is not there, or cannot be given away
    default Shipment ship(Scope scope, VersionedId asset) {
        throw new ShipmentRefusedException(
                "the platform of %s gives no assets away, so %s cannot be shipped from there"
                        .formatted(scope.workspace(), asset));
    }

    /// How many changes may be started at once, at least 1.
    default int concurrency() {
        return 16;
    }

    @Override
    void close();
}
