package dev.plumbline.plan;

import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Plans what a commit removed. Only what the last release held, what carries this workspace's
/// owner tag, and what has no document any more is deleted; assets and jobs are archived. What was
/// read incompletely is never deleted.
final class PrunePlanner {
    /// Traffic first, then deployments, then endpoints: nothing that serves is taken away before
    /// its traffic.
    private static final Comparator<AppliedResource> REVERSE =
            Comparator.comparingInt((AppliedResource applied) -> rank(applied.id().kind()))
                    .thenComparing(AppliedResource::id);

    private final Desired desired;
    private final LastApplied last;
    private final Renames renames;
    private final Observation observed;

    PrunePlanner(Desired desired, Renames renames, Observation observed) {
        this.desired = desired;
        this.renames = renames;
        this.last = renames.last();
        this.observed = observed;
    }

    List<PlannedResource> deletes() {
        List<PlannedResource> deletes = new ArrayList<>();
        last.resources().values().stream()
                .filter(applied -> applied.id().kind() != Kind.POLICY)
                .filter(applied -> desired.graph().get(applied.id()).isEmpty())
                .sorted(REVERSE)
                .forEach(applied -> delete(applied).ifPresent(deletes::add));
        return deletes;
    }

    private static int rank(Kind kind) {
        return switch (kind) {
            case TRAFFIC -> 0;
            case ONLINE_DEPLOYMENT -> 1;
            case ONLINE_ENDPOINT -> 2;
            case JOB -> 3;
            case MODEL -> 4;
            case COMPONENT -> 5;
            case DATA -> 6;
            case ENVIRONMENT -> 7;
            case POLICY -> 8;
        };
    }

    private Optional<PlannedResource> delete(AppliedResource applied) {
        ResourceId id = applied.id();
        Observed there = observed.resources().get(id);
        if (observed.incomplete().contains(id.kind())) {
            return Optional.of(
                    planned(
                            applied,
                            new Verdict.Stalled(),
                            "its document was removed; it is not deleted before the platform could be read whole"));
        }
        Optional<ResourceId> now = renames.to(id);
        if (there == null || isGone(there) || !isOurs(there) || now.isEmpty() && isKept(applied)) {
            return Optional.empty();
        }
        String what =
                id.kind().family() == Kind.Family.SERVICE
                        ? "it is deleted"
                        : "it is archived, its versions and runs stay";
        return Optional.of(
                planned(
                        applied,
                        new Verdict.Due(new Change.Delete(id)),
                        now.map(to -> "moved to " + to)
                                        .orElseGet(() -> applied.path() + " was removed")
                                + "; "
                                + what));
    }

    private PlannedResource planned(AppliedResource applied, Verdict verdict, String reason) {
        return new PlannedResource(
                applied.id(),
                applied.path(),
                verdict,
                reason,
                List.of(),
                false,
                after(applied.id()),
                Optional.empty(),
                renames.to(applied.id()));
    }

    /// A document that still stands but is included no more, or cannot be used, orphans; so does
    /// traffic that is declared no more while its endpoint is.
    private boolean isKept(AppliedResource applied) {
        boolean stands = desired.documents().contains(applied.path());
        boolean renamed =
                desired.graph().ordered().stream()
                        .anyMatch(resource -> resource.source().path().equals(applied.path()));
        boolean ofEndpoint =
                applied.id().kind() == Kind.TRAFFIC
                        && desired.graph()
                                .get(new ResourceId(Kind.ONLINE_ENDPOINT, applied.id().name()))
                                .isPresent();
        return ofEndpoint || stands && !renamed;
    }

    private static boolean isGone(Observed there) {
        return switch (there) {
            case Observed.Asset asset -> asset.archived();
            case Observed.Job job -> job.archived();
            case Observed.Service _ -> false;
        };
    }

    private boolean isOurs(Observed there) {
        return switch (there) {
            case Observed.Asset asset ->
                    asset.versions().stream().map(Observed.Version::owner).anyMatch(this::isOurs);
            case Observed.Job job -> isOurs(job.owner());
            case Observed.Service service -> isOurs(service.owner());
        };
    }

    private boolean isOurs(Optional<Owner> owner) {
        return owner.filter(tag -> tag.workspace().equals(desired.workspace())).isPresent();
    }

    /// A deployment goes after the traffic of its endpoint has moved; an endpoint after its
    /// deployments and its traffic.
    private Set<ResourceId> after(ResourceId id) {
        Set<ResourceId> after =
                renames.to(id)
                        .map(renames::before)
                        .<Set<ResourceId>>map(TreeSet::new)
                        .orElseGet(TreeSet::new);
        if (id.kind() == Kind.ONLINE_DEPLOYMENT || id.kind() == Kind.ONLINE_ENDPOINT) {
            after.add(new ResourceId(Kind.TRAFFIC, id.endpoint()));
        }
        if (id.kind() == Kind.ONLINE_ENDPOINT) {
            last.resources().keySet().stream()
                    .filter(other ->
                            other.kind() == Kind.ONLINE_DEPLOYMENT
                                    && other.endpoint().equals(id.name()))
                    .forEach(after::add);
        }
        return after;
    }
}
