package dev.plumbline.reconcile;

import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.ValueJson;
import java.util.Optional;

/// What attempts to apply something are about, and whether one was seen to have failed.
final class Attempted {
    private Attempted() {}

    static Optional<Observed.Version> brokenVersion(Change.Create create, Observation observed) {
        return create.version()
                .flatMap(version ->
                        observed.asset(create.id()).flatMap(asset -> asset.version(version)))
                .filter(version -> version.health() == Health.DEGRADED);
    }

    /// What an attempt is about: another spec is another attempt. The digest does not tell, since
    /// most fields of a service are not part of it.
    static Digest meaning(Plan plan, ResourceId id) {
        return plan.get(id)
                .flatMap(PlannedResource::effective)
                .map(applied -> Digest.ofText(ValueJson.canonical(applied.spec())))
                .orElseGet(() -> Digest.ofText("delete " + id));
    }
}
