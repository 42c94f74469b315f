package dev.plumbline.plan;

import dev.plumbline.platform.Change;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The temporary siblings of deployments that a platform can only remove and make anew. A sibling
/// is made as its deployment shall be, the traffic goes to it, the deployment is removed and made,
/// the traffic comes back, and the sibling goes. Nothing but the platform remembers how far that
/// is, so that it goes on wherever it was interrupted, and with whatever is declared by then.
final class Siblings {
    private final Desired desired;
    private final Observation observed;
    private final ServiceDifferences differences;
    private final Function<ResourceId, Optional<PlannedResource>> planned;

    /// @param planned what the plan says of declared deployments
    Siblings(
            Desired desired,
            Observation observed,
            ServiceDifferences differences,
            Function<ResourceId, Optional<PlannedResource>> planned) {
        this.desired = desired;
        this.observed = observed;
        this.differences = differences;
        this.planned = planned;
    }

    /// The sibling of a deployment, when it is there and ours.
    Optional<Observed.Service> find(ResourceId deployment) {
        ResourceId id = Sibling.of(deployment);
        return desired.graph().get(id).isPresent()
                ? Optional.empty()
                : observed.service(id)
                        .filter(there ->
                                there.owner()
                                        .map(Owner::workspace)
                                        .equals(Optional.of(desired.workspace())));
    }

    /// Why a deployment can have no sibling.
    Optional<String> obstacle(ResourceId deployment) {
        ResourceId id = Sibling.of(deployment);
        boolean declared = desired.graph().get(id).isPresent();
        boolean foreign = observed.service(id).isPresent() && find(deployment).isEmpty();
        return declared || foreign
                ? Optional.of(
                        "its traffic would go to a temporary sibling, "
                                + id
                                + ", meanwhile, and "
                                + (declared ? "a spec declares that" : "someone made that")
                                + "; give it another name")
                : Optional.empty();
    }

    /// Whether requests, or copies of them, go to a deployment.
    boolean serves(ResourceId deployment) {
        return observed.service(traffic(deployment)).map(Observed.Service::live).stream()
                .flatMap(live ->
                        Sibling.WEIGHTS.stream()
                                .flatMap(map ->
                                        live.fields(map).number(deployment.shortName()).stream()))
                .anyMatch(weight -> weight.signum() > 0);
    }

    static ResourceId traffic(ResourceId deployment) {
        return new ResourceId(Kind.TRAFFIC, deployment.endpoint());
    }

    /// Whether the traffic of a deployment belongs to its sibling as things are.
    boolean takesOver(ResourceId deployment) {
        Optional<Observed.Service> sibling = find(deployment);
        Optional<PlannedResource> original = planned.apply(deployment);
        if (sibling.isEmpty() || original.isEmpty()) {
            return false;
        }
        return isAwaited(original.get())
                ? sibling.get().health() == Health.HEALTHY
                        && isAsWanted(original.get(), sibling.get())
                : serves(Sibling.of(deployment)) && !isReady(original.get());
    }

    /// Whether a deployment is as declared and answers.
    private boolean isReady(PlannedResource deployment) {
        return deployment.isCurrent()
                && observed.service(deployment.id())
                        .filter(there -> there.health() == Health.HEALTHY)
                        .isPresent();
    }

    /// Whether a deployment is to be made anew once its traffic has gone to its sibling.
    static boolean isAwaited(PlannedResource deployment) {
        return deployment.verdict() instanceof Verdict.Deferred(var action, var waitsFor)
                && action.equals("replace")
                && waitsFor.contains(Sibling.of(deployment.id()));
    }

    private boolean isAsWanted(PlannedResource original, Observed.Service sibling) {
        return original.effective()
                .filter(applied ->
                        differences
                                .of(
                                        original.id(),
                                        applied.spec(),
                                        Optional.empty(),
                                        sibling.live(),
                                        desired.live().ignored(original.id()))
                                .fields()
                                .isEmpty())
                .isPresent();
    }

    /// What is to be done with the siblings of these deployments.
    SiblingPlans plan(Set<ResourceId> deployments) {
        Map<ResourceId, PlannedResource> plans = new TreeMap<>();
        for (ResourceId id : deployments) {
            planned.apply(id).flatMap(this::plan).ifPresent(each -> plans.put(id, each));
        }
        return new SiblingPlans(plans);
    }

    /// What is to be done with the sibling of a deployment; empty when it has none and needs none.
    private Optional<PlannedResource> plan(PlannedResource original) {
        Optional<Observed.Service> sibling = find(original.id());
        boolean awaited = isAwaited(original);
        if (sibling.isEmpty()) {
            return awaited ? Optional.of(made(original)) : Optional.empty();
        }
        boolean needed = awaited ? isAsWanted(original, sibling.get()) : !original.isCurrent();
        return Optional.of(
                needed || serves(Sibling.of(original.id())) || !isWholeRead()
                        ? standing(original, sibling.get())
                        : deleted(original));
    }

    private boolean isWholeRead() {
        return !observed.incomplete().contains(Kind.TRAFFIC)
                && !observed.incomplete().contains(Kind.ONLINE_DEPLOYMENT);
    }

    private static PlannedResource made(PlannedResource original) {
        AppliedResource wanted = original.effective().orElseThrow();
        Resource desired =
                new Resource(
                        Sibling.of(original.id()),
                        new Source(original.path(), 1),
                        wanted.version(),
                        wanted.spec(),
                        List.of());
        return planned(
                original,
                new Verdict.Due(new Change.Create(desired, wanted.digest(), Optional.empty())),
                "serves in the place of "
                        + original.id()
                        + " while that is made anew; until then both take up quota",
                original.drift(),
                original.after());
    }

    private static PlannedResource standing(PlannedResource original, Observed.Service sibling) {
        return planned(
                original,
                sibling.health() == Health.PROGRESSING
                        ? new Verdict.Underway()
                        : new Verdict.Current(),
                sibling.message(),
                false,
                Set.of());
    }

    private static PlannedResource deleted(PlannedResource original) {
        return planned(
                original,
                new Verdict.Due(new Change.Delete(Sibling.of(original.id()))),
                "it is needed no more in the place of " + original.id(),
                false,
                Set.of(traffic(original.id())));
    }

    private static PlannedResource planned(
            PlannedResource original,
            Verdict verdict,
            String reason,
            boolean drift,
            Set<ResourceId> after) {
        return new PlannedResource(
                        Sibling.of(original.id()),
                        original.path(),
                        verdict,
                        reason,
                        List.of(),
                        drift,
                        after,
                        Optional.empty())
                .asPartOf(original.id());
    }
}
