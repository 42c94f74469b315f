package dev.plumbline.reconcile;

import dev.plumbline.apply.Attempts;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.ValueJson;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What attempts to apply something are about, and whether one was seen to have failed.
final class Attempted {
    private Attempted() {}

    private static Optional<Observed.Version> brokenVersion(Change change, Observation observed) {
        return versions(change)
                .flatMap(version ->
                        observed
                                .asset(change.id())
                                .flatMap(asset -> asset.version(version))
                                .stream())
                .filter(version -> version.health() == Health.DEGRADED)
                .findFirst();
    }

    /// The versions of an asset that a change is to bring about.
    private static Stream<String> versions(Change change) {
        return switch (change) {
            case Change.Create create -> create.version().stream();
            case Change.Ship ship -> ship.versions().keySet().stream();
            case Change.Update _,
                    Change.Replace _,
                    Change.Run _,
                    Change.Recreate _,
                    Change.Delete _ ->
                    Stream.empty();
        };
    }

    /// What was started in earlier passes, such as an environment's build, has come to an end.
    static void noteWhatEnded(Attempts attempts, Plan plan, Observation observed, Instant now) {
        attempts.succeeded(plan);
        for (PlannedResource each : plan.open()) {
            if (each.verdict() instanceof Verdict.Due(Change change)) {
                brokenVersion(change, observed)
                        .ifPresent(version ->
                                attempts.foundFailed(
                                        each.id(),
                                        meaning(plan, each.id()),
                                        version.message(),
                                        now));
            }
        }
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
