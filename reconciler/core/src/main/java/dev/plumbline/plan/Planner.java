package dev.plumbline.plan;

import dev.plumbline.plan.resolve.CurrentVersions;
import dev.plumbline.plan.resolve.ResolvedResource;
import dev.plumbline.plan.resolve.Resolver;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Observation;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Plans a workspace: `plan(desired, lastApplied, observation)`. Pure: the same arguments give the
/// same plan.
public final class Planner {
    private final Desired desired;
    private final LastApplied last;
    private final Renames renames;
    private final Observation observed;
    private final Capabilities capabilities;
    private final CurrentVersions current = new CurrentVersions();
    private final List<PlannedResource> planned = new ArrayList<>();

    private Planner(
            Desired desired, LastApplied last, Observation observed, Capabilities capabilities) {
        this.desired = desired;
        this.renames = new Renames(desired.moves(), desired.graph(), last);
        this.last = renames.carried();
        this.observed = observed;
        this.capabilities = capabilities;
    }

    public static Plan plan(
            Desired desired, LastApplied last, Observation observed, Capabilities capabilities) {
        return new Planner(desired, last, observed, capabilities).plan();
    }

    private Plan plan() {
        Resolver resolver = new Resolver(desired.graph(), observed, current);
        for (Resource resource : desired.graph().ordered()) {
            planned.add(plan(ResolvedResource.of(resource, resolver, pinned(resource))));
        }
        planned.addAll(new PrunePlanner(desired, renames, observed).deletes());
        return new Plan(desired.workspace(), desired.commit(), planned);
    }

    private Optional<AppliedResource> pinned(Resource resource) {
        return Optional.ofNullable(desired.pinned().get(resource.id()))
                .or(() -> renames.from(resource.id()).map(former -> desired.pinned().get(former)));
    }

    private PlannedResource plan(ResolvedResource resolved) {
        ResourceId id = resolved.resource().id();
        Drafts drafts = new Drafts(desired, last, renames.from(id), resolved);
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
            case ASSET -> new AssetPlanner(observed, current).plan(drafts, resolved);
            case JOB -> new JobPlanner(desired, last, observed, current).plan(drafts, resolved);
            case SERVICE ->
                    new ServicePlanner(desired, last, observed, capabilities, planned)
                            .plan(drafts, resolved);
        };
    }

    /// Makes the entries of a plan for one resource.
    ///
    /// @param last under the ids of now
    /// @param moved the id before of a resource whose rename is due
    record Drafts(
            Desired desired,
            LastApplied last,
            Optional<ResourceId> moved,
            ResolvedResource resolved) {
        PlannedResource of(
                Verdict verdict,
                String reason,
                List<FieldDiff> fields,
                boolean drift,
                Optional<AppliedResource> effective) {
            Resource resource = resolved.resource();
            Set<ResourceId> after = desired.graph().dependencies(resource.id());
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
        /// commit that applied it.
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
                            resolved.resolutions());
            return last.get(resource.id()).filter(before -> before.isSameAs(now)).orElse(now);
        }

        Optional<AppliedResource> before() {
            return last.get(resolved.resource().id());
        }
    }
}
