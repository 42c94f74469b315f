package dev.plumbline.report;

import dev.plumbline.gate.GatedPlan;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Suspension;
import dev.plumbline.plan.Verdict;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observed;
import dev.plumbline.reconcile.WorkspaceState;
import dev.plumbline.repository.CommitInfo;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a workspace fares, with each declared resource once.
///
/// @param name the full name, `repository/workspace`
/// @param revision the commit that was looked at last; empty before the first
public record WorkspaceStatus(
        String name,
        String revision,
        SyncStatus sync,
        Health health,
        String message,
        List<ResourceStatus> resources) {
    private static final List<Health> WORST_FIRST =
            List.of(Health.DEGRADED, Health.MISSING, Health.PROGRESSING, Health.SUSPENDED);

    public WorkspaceStatus {
        resources = List.copyOf(resources);
    }

    public static WorkspaceStatus of(WorkspaceState state) {
        List<ResourceStatus> resources =
                state.plan().stream()
                        .flatMap(gated ->
                                declared(gated).stream()
                                        .map(resource -> status(state, gated, resource)))
                        .toList();
        return new WorkspaceStatus(
                state.name(),
                state.commit().map(CommitInfo::revision).map(Object::toString).orElse(""),
                sync(state),
                health(state, resources),
                message(state),
                resources);
    }

    private static List<PlannedResource> declared(GatedPlan gated) {
        return gated.plan().resources().stream().filter(WorkspaceStatus::isDeclared).toList();
    }

    private static boolean isDeclared(PlannedResource resource) {
        return !resource.verdict().action().equals("delete");
    }

    /// Whether the workspace is as declared; costs what is not current, not what is declared.
    public static SyncStatus sync(WorkspaceState state) {
        if (state.fault().isPresent() || state.commit().isEmpty()) {
            return SyncStatus.UNKNOWN;
        }
        boolean behind = state.plan().filter(WorkspaceStatus::isBehind).isPresent();
        return behind || !state.problems().isEmpty() ? SyncStatus.OUT_OF_SYNC : SyncStatus.SYNCED;
    }

    private static boolean isBehind(GatedPlan gated) {
        return gated.plan().changes().stream().anyMatch(change -> !gated.isKeptWarm(change.id()))
                || gated.plan().open().stream()
                        .filter(WorkspaceStatus::isDeclared)
                        .anyMatch(resource -> sync(resource) != SyncStatus.SYNCED);
    }

    private static Health health(WorkspaceState state, List<ResourceStatus> resources) {
        if (!state.problems().isEmpty()) {
            return Health.DEGRADED;
        }
        return WORST_FIRST.stream()
                .filter(health ->
                        resources.stream().anyMatch(resource -> resource.health() == health))
                .findFirst()
                .orElse(Health.HEALTHY);
    }

    private static String message(WorkspaceState state) {
        if (!state.problems().isEmpty()) {
            Problem first = state.problems().getFirst();
            String more =
                    state.problems().size() > 1
                            ? " (and " + (state.problems().size() - 1) + " more)"
                            : "";
            return "the commit is not applied: " + first + more;
        }
        return state.fault().or(() -> heldDown(state)).orElse("");
    }

    /// What failed for good, so that the rest of the commit is not all that is wanted.
    private static Optional<String> heldDown(WorkspaceState state) {
        return state.heldDown().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the sync of %s failed: %s; it is held down until a newer commit or `plumb sync`"
                                .formatted(
                                        commit(state),
                                        state.heldDown().stream()
                                                .sorted()
                                                .map(ResourceId::toString)
                                                .collect(Collectors.joining(", "))));
    }

    private static String commit(WorkspaceState state) {
        return state.commit().map(commit -> commit.revision().shortForm()).orElse("the commit");
    }

    private static ResourceStatus status(
            WorkspaceState state, GatedPlan gated, PlannedResource resource) {
        ResourceId id = resource.id();
        SyncStatus sync = state.fault().isPresent() ? SyncStatus.UNKNOWN : sync(resource);
        return new ResourceStatus(
                id,
                version(state, resource),
                sync,
                health(state, resource),
                messageOf(state, gated, resource),
                state.last().get(id).map(AppliedResource::commit));
    }

    private static SyncStatus sync(PlannedResource resource) {
        return switch (resource.verdict()) {
            case Verdict.Current _, Verdict.Elsewhere _ -> SyncStatus.SYNCED;
            case Verdict.Due _, Verdict.Deferred _, Verdict.Underway _, Verdict.Stalled _ ->
                    SyncStatus.OUT_OF_SYNC;
        };
    }

    private static Optional<String> version(WorkspaceState state, PlannedResource resource) {
        return switch (resource.id().kind().family()) {
            case ASSET ->
                    resource.isCurrent()
                            ? resource.effective().flatMap(AppliedResource::version)
                            : Optional.empty();
            case JOB ->
                    resource.effective()
                            .flatMap(applied ->
                                    state.observed()
                                            .job(resource.id())
                                            .flatMap(job -> job.latest(applied.digest())))
                            .map(Observed.Run::id);
            case SERVICE -> Optional.empty();
        };
    }

    private static Health health(WorkspaceState state, PlannedResource resource) {
        if (state.failures().containsKey(resource.id())) {
            return Health.DEGRADED;
        }
        return switch (resource.verdict()) {
            case Verdict.Stalled _ -> Health.DEGRADED;
            case Verdict.Underway _ -> Health.PROGRESSING;
            case Verdict.Elsewhere _ -> Health.HEALTHY;
            case Verdict.Current _, Verdict.Due _, Verdict.Deferred _ -> observed(state, resource);
        };
    }

    private static Health observed(WorkspaceState state, PlannedResource resource) {
        return switch (state.observed().resources().get(resource.id())) {
            case null -> resource.isCurrent() ? Health.HEALTHY : Health.MISSING;
            case Observed.Service service -> service.health();
            case Observed.Asset asset ->
                    resource.effective()
                            .flatMap(AppliedResource::version)
                            .flatMap(asset::version)
                            .map(Observed.Version::health)
                            .orElse(Health.MISSING);
            case Observed.Job _ -> resource.isCurrent() ? Health.HEALTHY : Health.MISSING;
        };
    }

    private static String messageOf(
            WorkspaceState state, GatedPlan gated, PlannedResource resource) {
        return gated.held(resource.id())
                .map(held -> "held: " + held)
                .or(() ->
                        Optional.ofNullable(state.failures().get(resource.id()))
                                .map(cause -> failure(state, resource.id(), cause)))
                .or(() -> state.interventions().suspension(resource.id()).map(Suspension::words))
                .orElse(resource.reason());
    }

    private static String failure(WorkspaceState state, ResourceId id, String cause) {
        return state.heldDown().contains(id)
                ? "failed at %s, waits for a newer commit or `plumb sync`: %s"
                        .formatted(commit(state), cause)
                : "failed, tried again: " + cause;
    }
}
