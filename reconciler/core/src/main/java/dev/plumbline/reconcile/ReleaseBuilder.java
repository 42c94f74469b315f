package dev.plumbline.reconcile;

import dev.plumbline.gate.PolicyChange;
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
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.spec.ResourceGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a release from a settled plan: what is as declared is in it as declared, what is not stays
/// as it was.
final class ReleaseBuilder {
    private ReleaseBuilder() {}

    static Release build(
            Head head,
            Plan plan,
            Observation observed,
            LastApplied last,
            String trigger,
            List<String> approvedBy,
            List<ChangeRecord> changes) {
        Map<ResourceId, AppliedResource> resources = resources(head, plan, last);
        return new Release(
                head.commit().revision(),
                specs(head.specs().graph()),
                plan.digest(),
                trigger,
                outcome(plan, changes),
                approvedBy,
                changes,
                resources,
                begun(plan, observed, last, resources.keySet(), changes),
                successes(head, plan, observed, last));
    }

    /// What all specs of a workspace mean together.
    static Digest specs(ResourceGraph graph) {
        Map<ResourceId, Digest> declared = new TreeMap<>();
        for (Resource resource : graph.ordered()) {
            declared.put(resource.id(), Semantics.declared(resource.id().kind(), resource.spec()));
        }
        return Release.specsOf(declared);
    }

    private static ReleaseOutcome outcome(Plan plan, List<ChangeRecord> changes) {
        boolean stalled =
                plan.resources().stream()
                        .anyMatch(each -> each.verdict() instanceof Verdict.Stalled);
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
        Set<ResourceId> made = new TreeSet<>(last.resources().keySet());
        Set<ResourceId> deleted = new TreeSet<>();
        Set<ResourceId> planned =
                plan.resources().stream().map(PlannedResource::id).collect(Collectors.toSet());
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
                        planned.contains(id)
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
    static boolean holdsNews(Head head, Plan plan, LastApplied last) {
        ResourceId policy = PolicyChange.id(head.specs().config());
        int left = last.resources().size() - (last.get(policy).isPresent() ? 1 : 0);
        for (PlannedResource resource : plan.resources()) {
            Optional<AppliedResource> before = last.get(resource.id());
            if (resource.isCurrent() && !before.equals(resource.effective())) {
                return true;
            }
            left -= before.isPresent() && !resource.id().equals(policy) ? 1 : 0;
        }
        return left > 0;
    }

    private static Map<ResourceId, AppliedResource> resources(
            Head head, Plan plan, LastApplied last) {
        Map<ResourceId, AppliedResource> resources = new TreeMap<>();
        ResourceId policy = PolicyChange.id(head.specs().config());
        last.get(policy).ifPresent(applied -> resources.put(policy, applied));
        for (PlannedResource resource : plan.resources()) {
            Optional<AppliedResource> held =
                    resource.isCurrent() ? resource.effective() : last.get(resource.id());
            held.ifPresent(applied -> resources.put(resource.id(), applied));
        }
        return resources;
    }

    private static List<JobSuccess> successes(
            Head head, Plan plan, Observation observed, LastApplied last) {
        ResourceGraph graph = head.specs().graph();
        JobNames names = new JobNames(head.specs().config().moves(), graph, last);
        List<JobSuccess> successes = new ArrayList<>();
        for (PlannedResource planned : plan.resources()) {
            if (planned.id().kind() == Kind.JOB && planned.isCurrent()) {
                AppliedResource applied = planned.effective().orElseThrow();
                graph.get(planned.id())
                        .flatMap(job -> success(names.of(job, applied.digest()), applied, observed))
                        .ifPresent(successes::add);
            }
        }
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
                                lock(applied, observed)));
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
