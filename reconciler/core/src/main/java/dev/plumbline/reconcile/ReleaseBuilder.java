package dev.plumbline.reconcile;

import dev.plumbline.ledger.ChangeOutcome;
import dev.plumbline.ledger.ChangeRecord;
import dev.plumbline.ledger.JobSuccess;
import dev.plumbline.ledger.Release;
import dev.plumbline.ledger.ReleaseOutcome;
import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.JobNames;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.plan.ship.Supply;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import dev.plumbline.resource.Value;
import dev.plumbline.spec.ResourceGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a release from a settled plan: what is as declared is in it as declared, what is not stays
/// as it was.
final class ReleaseBuilder {
    private ReleaseBuilder() {}

    static Release build(
            Head head,
            Digest specs,
            Plan plan,
            Observation observed,
            LastApplied last,
            String trigger,
            List<String> approvedBy,
            List<ChangeRecord> changes) {
        Map<ResourceId, AppliedResource> resources = resources(plan, last);
        return new Release(
                head.commit().revision(),
                specs,
                plan.digest(),
                trigger,
                outcome(plan, changes),
                approvedBy,
                changes,
                resources,
                begun(plan, observed, last, resources.keySet(), changes),
                successes(head, plan, changes, observed, last),
                head.supply() instanceof Supply.Released released
                        ? Optional.of(released.from())
                        : Optional.empty());
    }

    private static ReleaseOutcome outcome(Plan plan, List<ChangeRecord> changes) {
        boolean stalled =
                plan.open().stream().anyMatch(each -> each.verdict() instanceof Verdict.Stalled);
        boolean failed = changes.stream().anyMatch(change -> came(change).isFailure());
        boolean applied =
                changes.isEmpty()
                        || changes.stream()
                                .anyMatch(change -> came(change) instanceof ChangeOutcome.Applied);
        if (!stalled && !failed) {
            return ReleaseOutcome.SUCCEEDED;
        }
        return applied ? ReleaseOutcome.PARTIAL : ReleaseOutcome.FAILED;
    }

    /// What may be there and is not in the release: what is declared and could not be finished, and
    /// what is declared no more and was not seen, which may be because it was read too early. That
    /// is remembered for one more release.
    private static Set<ResourceId> begun(
            Plan plan,
            Observation observed,
            LastApplied last,
            Set<ResourceId> held,
            List<ChangeRecord> changes) {
        Set<ResourceId> made = new TreeSet<>(plan.gone());
        Set<ResourceId> deleted = new TreeSet<>();
        for (ChangeRecord change : changes) {
            if (!change.action().equals("delete")) {
                made.add(change.id());
            } else if (came(change) instanceof ChangeOutcome.Applied) {
                deleted.add(change.id());
            }
        }
        return Stream.concat(made.stream(), last.begun().stream())
                .filter(id -> id.kind() != Kind.POLICY && !held.contains(id))
                .filter(id ->
                        plan.get(id).isPresent()
                                || made.contains(id)
                                        && !deleted.contains(id)
                                        && !observed.resources().containsKey(id))
                .collect(Collectors.toSet());
    }

    private static ChangeOutcome came(ChangeRecord change) {
        return change.outcome().orElseThrow();
    }

    /// Whether a release would hold something else than the last one does: what was found as
    /// declared without a release that says so, or less than before.
    static boolean holdsNews(Plan plan) {
        return current(plan, plan.unreleased().stream()).findAny().isPresent()
                || plan.gone().stream().anyMatch(id -> plan.get(id).isEmpty());
    }

    /// What the last release held, but for what is otherwise now. What is declared no more stays as
    /// long as the plan has to do with it.
    private static Map<ResourceId, AppliedResource> resources(Plan plan, LastApplied last) {
        Map<ResourceId, Optional<AppliedResource>> changes = new HashMap<>();
        current(plan, plan.unreleased().stream())
                .forEach(applied -> changes.put(applied.id(), Optional.of(applied)));
        plan.gone().stream()
                .filter(id -> plan.get(id).isEmpty())
                .forEach(id -> changes.put(id, Optional.empty()));
        return SharedMap.copyOf(last.resources()).with(changes);
    }

    private static Stream<AppliedResource> current(Plan plan, Stream<ResourceId> ids) {
        return ids.flatMap(id -> plan.get(id).stream())
                .filter(PlannedResource::isCurrent)
                .flatMap(planned -> planned.effective().stream());
    }

    /// Of the jobs that ran since the last release, which tells of those before.
    private static List<JobSuccess> successes(
            Head head,
            Plan plan,
            List<ChangeRecord> changes,
            Observation observed,
            LastApplied last) {
        ResourceGraph graph = head.graph();
        JobNames names = new JobNames(head.specs().config().moves(), graph, last);
        Stream<ResourceId> jobs =
                Stream.concat(plan.unreleased().stream(), changes.stream().map(ChangeRecord::id))
                        .filter(id -> id.kind() == Kind.JOB)
                        .distinct()
                        .sorted();
        List<JobSuccess> successes = new ArrayList<>();
        current(plan, jobs)
                .forEach(applied ->
                        graph.get(applied.id())
                                .flatMap(job ->
                                        success(names.of(job, applied.digest()), applied, observed))
                                .ifPresent(successes::add));
        return successes;
    }

    private static Optional<JobSuccess> success(
            List<ResourceId> names, AppliedResource applied, Observation observed) {
        Digest digest = applied.digest();
        return names.stream()
                .flatMap(id -> observed.job(id).flatMap(job -> job.latest(digest)).stream())
                .findFirst()
                .map(run ->
                        new JobSuccess(
                                applied.id(),
                                digest,
                                run.id(),
                                run.registered(),
                                digests(run.registered(), observed),
                                lock(applied, observed)));
    }

    private static Map<ResourceId, Digest> digests(
            Map<ResourceId, String> registered, Observation observed) {
        Map<ResourceId, Digest> digests = new HashMap<>();
        registered.forEach((asset, version) ->
                observed.asset(asset)
                        .flatMap(there -> there.version(version))
                        .flatMap(Observed.Version::digest)
                        .ifPresent(digest -> digests.put(asset, digest)));
        return digests;
    }

    /// The resolved packages of the environments that the job refers to.
    private static List<String> lock(AppliedResource applied, Observation observed) {
        return applied.resolutions().values().stream()
                .filter(asset -> asset.id().kind() == Kind.ENVIRONMENT)
                .distinct()
                .flatMap(asset ->
                        observed
                                .asset(asset.id())
                                .flatMap(there -> there.version(asset.version()))
                                .stream())
                .flatMap(version -> lines(version).stream())
                .toList();
    }

    private static List<String> lines(Observed.Version version) {
        return version.live().get("lock").orElse(Value.Null.NULL) instanceof Value.Items(var items)
                ? items.stream().map(Value::display).toList()
                : List.of();
    }
}
