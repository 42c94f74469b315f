package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Keeps a deployment that a commit removed for a while after its traffic was moved away, so that
/// an undo finds it ready. It goes with its endpoint all the same.
final class WarmGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        Duration keep = of.policy().sync().keepWarm();
        boolean removed = PruneGate.isPrune(change) && change.id().kind() == Kind.ONLINE_DEPLOYMENT;
        if (!removed || keep.isZero() || !keepsEndpoint(change.id(), of) || isLetGo(change, of)) {
            return Optional.empty();
        }
        return of.context()
                .warmth()
                .leftTraffic()
                .apply(change.id())
                .map(left -> left.plus(keep))
                .filter(of.context().now()::isBefore)
                .map(until -> hold(change.id(), until));
    }

    private static boolean isLetGo(PlannedResource change, Case of) {
        return of.context().warmth().asked().equals(Optional.of(change.id()))
                || !of.approvals().of(change).isEmpty();
    }

    private static boolean keepsEndpoint(ResourceId deployment, Case of) {
        return of.plan()
                .get(new ResourceId(Kind.ONLINE_ENDPOINT, deployment.endpoint()))
                .filter(each -> !(each.verdict() instanceof Verdict.Due(Change.Delete _)))
                .isPresent();
    }

    private static Hold hold(ResourceId deployment, Instant until) {
        String command = "plumb sync --resource " + deployment;
        return Hold.until(
                        Hold.Gate.WARM,
                        until,
                        "kept warm for `plumb undo %s` until %s (sync.keep_warm); `%s` deletes it now"
                                .formatted(
                                        deployment.endpoint(),
                                        until.truncatedTo(ChronoUnit.SECONDS),
                                        command))
                .by(command);
    }
}
