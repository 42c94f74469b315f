package dev.plumbline.reconcile;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Sibling;
import dev.plumbline.plan.diff.Diff;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.FieldClass;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What it takes to serve an endpoint as an earlier release did: its deployments first, and the
/// traffic once all of them answer. Where a deployment that serves can only be removed and made
/// anew, a temporary sibling is made as it was, and takes its traffic.
///
/// @param due what can be started now
/// @param cold the deployments that are not there as that release had them, or do not answer yet
record Restoration(List<Change> due, Set<ResourceId> cold) {
    /// @param wanted what the release holds
    /// @param last what was applied last: its fields that are not wanted return to their default
    static Restoration of(
            Map<ResourceId, AppliedResource> wanted,
            LastApplied last,
            Observation observed,
            Capabilities capabilities) {
        List<Change> due = new ArrayList<>();
        Set<ResourceId> cold = new TreeSet<>();
        Set<ResourceId> doubled = new TreeSet<>();
        Optional<AppliedResource> traffic = Optional.empty();
        for (AppliedResource released : wanted.values()) {
            if (released.id().kind() == Kind.TRAFFIC) {
                traffic = Optional.of(released);
                continue;
            }
            AppliedResource each = released;
            if (needsSibling(released, last, observed, capabilities)) {
                doubled.add(released.id());
                each = released.renamed(Sibling.of(released.id()));
            }
            Optional<Change> change = change(each, last, observed, capabilities);
            change.ifPresent(due::add);
            if (change.isPresent() || !answers(each.id(), observed)) {
                cold.add(each.id());
            }
        }
        if (cold.isEmpty()) {
            traffic.map(each -> each.withSpec(Sibling.insteadOf(doubled, each.spec())))
                    .flatMap(each -> change(each, last, observed, capabilities))
                    .ifPresent(due::add);
        }
        return new Restoration(due, cold);
    }

    private static boolean answers(ResourceId deployment, Observation observed) {
        return observed.service(deployment)
                .filter(there -> there.health() == Health.HEALTHY)
                .isPresent();
    }

    private static boolean needsSibling(
            AppliedResource wanted,
            LastApplied last,
            Observation observed,
            Capabilities capabilities) {
        return change(wanted, last, observed, capabilities)
                        .filter(Change.Recreate.class::isInstance)
                        .isPresent()
                && serves(wanted.id(), observed);
    }

    private static boolean serves(ResourceId deployment, Observation observed) {
        return observed.service(new ResourceId(Kind.TRAFFIC, deployment.endpoint()))
                .flatMap(traffic -> traffic.live().fields("traffic").number(deployment.shortName()))
                .filter(weight -> weight.signum() > 0)
                .isPresent();
    }

    private static Optional<Change> change(
            AppliedResource wanted,
            LastApplied last,
            Observation observed,
            Capabilities capabilities) {
        ResourceId id = wanted.id();
        Resource desired =
                new Resource(
                        id,
                        new Source(wanted.path(), 1),
                        wanted.version(),
                        wanted.spec(),
                        List.of());
        Optional<Observed.Service> there = observed.service(id);
        if (there.isEmpty()) {
            return Optional.of(new Change.Create(desired, wanted.digest(), Optional.empty()));
        }
        List<FieldDiff> fields =
                Diff.between(
                                wanted.spec(),
                                last.get(id).map(AppliedResource::spec),
                                there.get().live())
                        .stream()
                        .filter(field ->
                                capabilities.fieldClass(id, field.path()) != FieldClass.UNSUPPORTED)
                        .toList();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (!capabilities.ofClass(FieldClass.RECREATE, id, fields).isEmpty()) {
            return Optional.of(new Change.Recreate(desired, wanted.digest(), fields));
        }
        return Optional.of(
                !capabilities.ofClass(FieldClass.REPLACE, id, fields).isEmpty()
                        ? new Change.Replace(desired, wanted.digest(), fields)
                        : new Change.Update(desired, wanted.digest(), Optional.empty(), fields));
    }

    boolean isDone() {
        return due.isEmpty() && cold.isEmpty();
    }

    /// Whether the traffic is all that has to move.
    boolean isWarm() {
        return cold.isEmpty();
    }
}
