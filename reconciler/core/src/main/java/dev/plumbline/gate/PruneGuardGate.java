package dev.plumbline.gate;

import dev.plumbline.plan.PlannedResource;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.PruneGuard;
import java.util.List;
import java.util.Optional;

/// Holds deletes that are too many at once, or of kinds that are hard to bring back, until someone
/// confirms them by approving them. An endpoint is confirmed with its deployments and its traffic.
final class PruneGuardGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        Optional<PlannedResource> endpoint = endpoint(change, of);
        if (!PruneGate.isPrune(change)
                || isConfirmed(change, of)
                || endpoint.filter(whole -> isConfirmed(whole, of)).isPresent()) {
            return Optional.empty();
        }
        PruneGuard guard = of.policy().sync().pruneGuard();
        return why(change.id(), endpoint.map(PlannedResource::id), guard, of)
                .map(why -> hold(why, endpoint.orElse(change).id(), of));
    }

    private static boolean isConfirmed(PlannedResource change, Case of) {
        return !of.approvals().of(change).isEmpty();
    }

    private static Optional<String> why(
            ResourceId id, Optional<ResourceId> endpoint, PruneGuard guard, Case of) {
        return kind(id, endpoint, guard, of)
                .or(() ->
                        of.pruned().exceeds(guard)
                                ? Optional.of(of.pruned().words(guard))
                                : Optional.empty());
    }

    private static Optional<String> kind(
            ResourceId id, Optional<ResourceId> endpoint, PruneGuard guard, Case of) {
        if (guard.confirms(id.kind())) {
            return Optional.of(
                    "sync.prune_guard.confirm names %s, so its delete has to be confirmed"
                            .formatted(id.kind().word()));
        }
        if (!isPart(id) || !guard.confirms(Kind.ONLINE_ENDPOINT)) {
            return Optional.empty();
        }
        if (endpoint.isPresent()) {
            return endpoint.map("it is deleted with %s, which has to be confirmed"::formatted);
        }
        return serves(id, of)
                ? Optional.of(
                        "it takes traffic, and nothing in the commit moves that elsewhere; its delete has to be confirmed")
                : Optional.empty();
    }

    private static boolean isPart(ResourceId id) {
        return id.kind() == Kind.ONLINE_DEPLOYMENT || id.kind() == Kind.TRAFFIC;
    }

    /// The delete of the endpoint that a part of it is deleted with.
    private static Optional<PlannedResource> endpoint(PlannedResource change, Case of) {
        return isPart(change.id())
                ? of.plan()
                        .get(new ResourceId(Kind.ONLINE_ENDPOINT, change.id().endpoint()))
                        .filter(PruneGate::isPrune)
                : Optional.empty();
    }

    /// A deployment goes after the traffic of its endpoint was moved; so only traffic that the
    /// commit leaves alone is lost.
    private static boolean serves(ResourceId id, Case of) {
        ResourceId traffic = new ResourceId(Kind.TRAFFIC, id.endpoint());
        boolean isMoved =
                of.plan().get(traffic).filter(each -> !PruneGate.isPrune(each)).isPresent();
        return id.kind() == Kind.ONLINE_DEPLOYMENT
                && !isMoved
                && of.approvals()
                        .last()
                        .get(traffic)
                        .flatMap(applied -> applied.spec().fields("traffic").number(id.shortName()))
                        .filter(weight -> weight.signum() > 0)
                        .isPresent();
    }

    /// @param confirmed what confirms it when it is approved
    private static Hold hold(String why, ResourceId confirmed, Case of) {
        String command = of.approvals().command(confirmed);
        return new Hold(
                Hold.Gate.PRUNE_GUARD,
                why + "; run `" + command + "`",
                Optional.empty(),
                List.of(),
                Optional.of(command));
    }
}
