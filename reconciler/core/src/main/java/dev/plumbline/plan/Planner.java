package dev.plumbline.plan;

import dev.plumbline.plan.resolve.CurrentVersions;
import dev.plumbline.plan.resolve.ResolvedResource;
import dev.plumbline.plan.resolve.Resolver;
import dev.plumbline.plan.ship.Supply;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Observation;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Plans a workspace: `plan(desired, lastApplied, observation)`. Pure: the same arguments give the
/// same plan.
public final class Planner {
    private final Desired desired;
    private final Renames renames;
    private final Observation observed;
    private final Capabilities capabilities;
    private final CurrentVersions current;
    private final Function<ResourceId, Optional<PlannedResource>> planned;
    private final Resolver resolver;

    /// @param planned what the plan says of resources that stand before, and the plan before of
    ///   others
    Planner(
            Desired desired,
            Renames renames,
            Observation observed,
            Capabilities capabilities,
            CurrentVersions current,
            Function<ResourceId, Optional<PlannedResource>> planned) {
        this.desired = desired;
        this.renames = renames;
        this.observed = observed;
        this.capabilities = capabilities;
        this.current = current;
        this.planned = planned;
        this.resolver = new Resolver(desired.graph(), observed, current, desired.supply());
    }

    public static Plan plan(
            Desired desired, LastApplied last, Observation observed, Capabilities capabilities) {
        return new Replanner().plan(desired, last, observed, capabilities);
    }

    /// Plans one resource, after those that it needs.
    PlannedResource plan(Resource resource) {
        return plan(ResolvedResource.of(resource, resolver, pinned(resource)));
    }

    private Optional<AppliedResource> pinned(Resource resource) {
        return Optional.ofNullable(desired.pinned().get(resource.id()))
                .or(() -> renames.from(resource.id()).map(former -> desired.pinned().get(former)));
    }

    private PlannedResource plan(ResolvedResource resolved) {
        ResourceId id = resolved.resource().id();
        Drafts drafts = new Drafts(desired, renames, resolved, planned.apply(id));
        Supply supply = desired.supply();
        ShippedPlanner shipped = new ShippedPlanner(supply, observed, current);
        if (id.kind() == Kind.JOB && !(supply instanceof Supply.Own)) {
            return shipped.job(drafts);
        }
        if (!capabilities.knows(id.kind())) {
            current.pending(id, "what the platform lacks");
            return drafts.stalled(
                    "the platform of this workspace has no "
                            + id.kind()
                            + "; move it to another workspace");
        }
        if (!resolved.missing().isEmpty()) {
            current.pending(id, "what it refers to");
            return drafts.stalled(String.join("; ", resolved.missing()));
        }
        return switch (id.kind().family()) {
            case ASSET ->
                    supply.takes(id)
                            ? shipped.plan(drafts, resolved)
                            : new AssetPlanner(observed, current).plan(drafts, resolved);
            case JOB -> new JobPlanner(desired, renames, observed, current).plan(drafts, resolved);
            case SERVICE ->
                    new ServicePlanner(desired, renames, observed, capabilities, planned)
                            .plan(drafts, resolved);
        };
    }

    /// Makes the entries of a plan for one resource.
    ///
    /// @param planned what the plan before said of it
    record Drafts(
            Desired desired,
            Renames last,
            ResolvedResource resolved,
            Optional<PlannedResource> planned) {
        PlannedResource of(
                Verdict verdict,
                String reason,
                List<FieldDiff> fields,
                boolean drift,
                Optional<AppliedResource> effective) {
            Resource resource = resolved.resource();
            Set<ResourceId> after = desired.graph().dependencies(resource.id());
            Optional<ResourceId> moved = moved();
            return new PlannedResource(
                    resource.id(),
                    resource.source().path(),
                    verdict,
                    moved.map(from -> movedFrom(from, reason)).orElse(reason),
                    fields,
                    drift,
                    after,
                    effective,
                    moved);
        }

        private static String movedFrom(ResourceId from, String reason) {
            return "moved from " + from + (reason.isEmpty() ? "" : "; " + reason);
        }

        PlannedResource stalled(String reason) {
            return of(new Verdict.Stalled(), reason, List.of(), false, Optional.empty());
        }

        PlannedResource deferred(String action, String reason, List<FieldDiff> fields) {
            return of(
                    new Verdict.Deferred(action, resolved.waitsFor()),
                    reason,
                    fields,
                    false,
                    Optional.empty());
        }

        PlannedResource waiting(
                String action,
                Set<ResourceId> waitsFor,
                String reason,
                List<FieldDiff> fields,
                AppliedResource effective) {
            return of(
                    new Verdict.Deferred(action, waitsFor),
                    reason,
                    fields,
                    false,
                    Optional.of(effective));
        }

        /// What the release will hold. A resource that is as the last release has it keeps the
        /// commit that applied it; one that is as in the plan before is the same object, since the
        /// platform may hold that.
        AppliedResource effective(Optional<String> version) {
            Resource resource = resolved.resource();
            AppliedResource now =
                    new AppliedResource(
                            resource.id(),
                            resource.source().path(),
                            desired.commit(),
                            resource.spec(),
                            resolved.declared(),
                            resolved.digest(),
                            version,
                            resolved.resolutions(),
                            desired.declares(resource.source().path(), resource.id()));
            return asBefore(now);
        }

        AppliedResource asBefore(AppliedResource now) {
            return last.get(now.id())
                    .filter(before -> before.isSameAs(now))
                    .or(() -> planned.flatMap(PlannedResource::effective).filter(now::equals))
                    .orElse(now);
        }

        /// The id before of a resource whose rename is due.
        Optional<ResourceId> moved() {
            return last.from(resolved.resource().id());
        }

        Optional<AppliedResource> before() {
            return last.get(resolved.resource().id());
        }
    }
}
