package dev.plumbline.gate;

import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Change;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.workspace.PruneGuard;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds deletes that are too many at once, or of kinds that are hard to bring back, until someone
/// confirms them by approving them.
final class PruneGuardGate implements Gate {
    @Override
    public Optional<Hold> judge(PlannedResource change, Case of) {
        if (!PruneGate.isPrune(change) || !of.approvals().of(change).isEmpty()) {
            return Optional.empty();
        }
        PruneGuard guard = of.policy().sync().pruneGuard();
        return kind(change.id(), guard, of).or(() -> share(change.id(), guard, of));
    }

    private static Optional<Hold> kind(ResourceId id, PruneGuard guard, Case of) {
        if (guard.confirms(id.kind())) {
            return Optional.of(
                    hold(
                            id,
                            of,
                            "sync.prune_guard.confirm names %s, so its delete has to be confirmed"
                                    .formatted(id.kind().word())));
        }
        boolean ofEndpoint = id.kind() == Kind.ONLINE_DEPLOYMENT || id.kind() == Kind.TRAFFIC;
        if (!ofEndpoint || !guard.confirms(Kind.ONLINE_ENDPOINT)) {
            return Optional.empty();
        }
        ResourceId endpoint = new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint());
        if (isDeleted(endpoint, of)) {
            return Optional.of(
                    hold(
                            id,
                            of,
                            "it is deleted with %s, which has to be confirmed"
                                    .formatted(endpoint)));
        }
        return serves(id, of)
                ? Optional.of(
                        hold(
                                id,
                                of,
                                "it takes traffic, and nothing in the commit moves that elsewhere; its delete has to be confirmed"))
                : Optional.empty();
    }

    private static boolean isDeleted(ResourceId id, Case of) {
        return of.plan()
                .get(id)
                .filter(each -> each.verdict() instanceof Verdict.Due(Change.Delete _))
                .isPresent();
    }

    /// A deployment goes after the traffic of its endpoint was moved; so only traffic that the
    /// commit leaves alone is lost.
    private static boolean serves(ResourceId id, Case of) {
        ResourceId traffic = new ResourceId(Kind.TRAFFIC, id.endpoint());
        boolean isDeclared = of.plan().get(traffic).isPresent() && !isDeleted(traffic, of);
        return id.kind() == Kind.ONLINE_DEPLOYMENT
                && !isDeclared
                && of.approvals()
                        .last()
                        .get(traffic)
                        .flatMap(applied ->
                                applied.spec()
                                        .fields("traffic")
                                        .number(id.name().substring(id.name().indexOf('/') + 1)))
                        .filter(weight -> weight.signum() > 0)
                        .isPresent();
    }

    private static Optional<Hold> share(ResourceId id, PruneGuard guard, Case of) {
        long deletes = of.plan().changes().stream().filter(PruneGate::isPrune).count();
        long resources = resources(of.approvals().last());
        return guard.isExceededBy(deletes, resources)
                ? Optional.of(
                        hold(
                                id,
                                of,
                                "the commit deletes %d of the %d resources of the workspace (%d%%), and sync.prune_guard allows %s%%"
                                        .formatted(
                                                deletes,
                                                resources,
                                                Math.round(100.0 * deletes / resources),
                                                guard.maxShare()
                                                        .multiply(BigDecimal.valueOf(100))
                                                        .stripTrailingZeros()
                                                        .toPlainString())))
                : Optional.empty();
    }

    /// How many there are, those too that a sync began to make and no release holds.
    private static long resources(LastApplied last) {
        return Stream.concat(last.resources().keySet().stream(), last.begun().stream())
                .filter(id -> id.kind() != Kind.POLICY)
                .distinct()
                .count();
    }

    private static Hold hold(ResourceId id, Case of, String why) {
        String command = of.approvals().command(id);
        return new Hold(
                Hold.Gate.PRUNE_GUARD,
                why + "; run `" + command + "`",
                Optional.empty(),
                List.of(),
                Optional.of(command));
    }
}
