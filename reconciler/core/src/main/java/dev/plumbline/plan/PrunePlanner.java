package dev.plumbline.plan;

import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Plans what a commit removed. Only what the last release held or a sync began to make, what
/// carries this workspace's owner tag, and what has no document any more is deleted; assets and
/// jobs are archived. What was read incompletely is never deleted.
final class PrunePlanner {
    /// Something that a commit declared and this one does not.
    ///
    /// @param path where its document stood
    /// @param named whether that document gave it its id by itself
    private record Gone(ResourceId id, String path, boolean named) {}

    /// Traffic first, then deployments, then endpoints: nothing that serves is taken away before
    /// its traffic.
    private static final Comparator<Gone> REVERSE =
            Comparator.comparingInt((Gone gone) -> rank(gone.id().kind())).thenComparing(Gone::id);

    private final Desired desired;
    private final LastApplied last;
    private final Renames renames;
    private final Observation observed;
    private final Collection<ResourceId> undeclared;
    private final Predicate<String> declares;

    /// @param undeclared what the last release holds and nothing declares any more
    /// @param declares whether anything is declared in the file at a path
    PrunePlanner(
            Desired desired,
            Renames renames,
            Observation observed,
            Collection<ResourceId> undeclared,
            Predicate<String> declares) {
        this.undeclared = undeclared;
        this.declares = declares;
        this.desired = desired;
        this.renames = renames;
        this.last = renames.last();
        this.observed = observed;
    }

    List<PlannedResource> deletes() {
        List<PlannedResource> deletes = new ArrayList<>();
        Stream.concat(released(), begun())
                .filter(gone -> gone.id().kind() != Kind.POLICY)
                .sorted(REVERSE)
                .forEach(gone -> delete(gone).ifPresent(deletes::add));
        return deletes;
    }

    private Stream<Gone> released() {
        return undeclared.stream()
                .flatMap(id -> last.get(id).stream())
                .map(applied -> new Gone(applied.id(), applied.path(), applied.named()));
    }

    /// What a sync began to make and a commit removed before a release held it. No release tells
    /// where its document stood, its owner tag does.
    private Stream<Gone> begun() {
        return last.begun().stream()
                .filter(id -> last.get(id).isEmpty() && desired.graph().get(id).isEmpty())
                .map(id -> new Gone(id, path(id), true));
    }

    private String path(ResourceId id) {
        return Optional.ofNullable(observed.resources().get(id)).stream()
                .flatMap(PrunePlanner::owners)
                .filter(this::isOurs)
                .map(Owner::path)
                .findFirst()
                .orElse("");
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

    private Optional<PlannedResource> delete(Gone gone) {
        ResourceId id = gone.id();
        Observed there = observed.resources().get(id);
        if (observed.incomplete().contains(id.kind())) {
            return Optional.of(
                    planned(
                            gone,
                            new Verdict.Stalled(),
                            "its document was removed; it is not deleted before the platform could be read whole"));
        }
        Optional<ResourceId> now = renames.to(id);
        if (there == null || isGone(there) || !isOurs(there) || now.isEmpty() && isKept(gone)) {
            return Optional.empty();
        }
        String what =
                id.kind().family() == Kind.Family.SERVICE
                        ? "it is deleted"
                        : "it is archived, its versions and runs stay";
        return Optional.of(
                planned(
                        gone,
                        new Verdict.Due(new Change.Delete(id)),
                        now.map(to -> "moved to " + to)
                                        .orElseGet(() -> gone.path() + " was removed")
                                + "; "
                                + what));
    }

    private PlannedResource planned(Gone gone, Verdict verdict, String reason) {
        return new PlannedResource(
                gone.id(),
                gone.path(),
                verdict,
                reason,
                List.of(),
                false,
                after(gone.id()),
                Optional.empty(),
                renames.to(gone.id()));
    }

    /// A document that still stands but is included no more, or cannot be used, orphans; so does
    /// one whose id `plumbline.yml` sets or did set, what nothing tells the document of, and
    /// traffic that is declared no more while its endpoint is.
    private boolean isKept(Gone gone) {
        boolean stands = desired.documents().containsKey(gone.path());
        boolean renamed =
                declares.test(gone.path())
                        && gone.named()
                        && !desired.declares(gone.path(), gone.id());
        boolean ofEndpoint =
                gone.id().kind() == Kind.TRAFFIC
                        && desired.graph()
                                .get(new ResourceId(Kind.ONLINE_ENDPOINT, gone.id().name()))
                                .isPresent();
        return ofEndpoint || gone.path().isEmpty() || stands && !renamed;
    }

    private static boolean isGone(Observed there) {
        return switch (there) {
            case Observed.Asset asset -> asset.archived();
            case Observed.Job job -> job.archived();
            case Observed.Service _ -> false;
        };
    }

    private boolean isOurs(Observed there) {
        return owners(there).anyMatch(this::isOurs);
    }

    private static Stream<Owner> owners(Observed there) {
        return switch (there) {
            case Observed.Asset asset ->
                    asset.versions().stream().flatMap(version -> version.owner().stream());
            case Observed.Job job -> job.owner().stream();
            case Observed.Service service -> service.owner().stream();
        };
    }

    private boolean isOurs(Owner owner) {
        return owner.workspace().equals(desired.workspace());
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
            Stream.concat(last.resources().keySet().stream(), last.begun().stream())
                    .filter(other ->
                            other.kind() == Kind.ONLINE_DEPLOYMENT
                                    && other.endpoint().equals(id.name()))
                    .forEach(after::add);
        }
        return after;
    }
}
