package dev.plumbline.plan;

import dev.plumbline.plan.Planner.Drafts;
import dev.plumbline.plan.diff.Diff;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.plan.resolve.CurrentVersions;
import dev.plumbline.plan.resolve.ResolvedResource;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Plans jobs. A job is the claim that a run with its digest has succeeded: a success stays one, a
/// failure stays one until the spec changes or a person asks for it to be run again.
final class JobPlanner {
    private final Desired desired;
    private final Renames last;
    private final Observation observed;
    private final CurrentVersions current;

    JobPlanner(Desired desired, Renames last, Observation observed, CurrentVersions current) {
        this.desired = desired;
        this.last = last;
        this.observed = observed;
        this.current = current;
    }

    PlannedResource plan(Drafts drafts, ResolvedResource resolved) {
        Resource resource = resolved.resource();
        ResourceId id = resource.id();
        if (!resolved.isKnown()) {
            current.pending(id, "its run");
            return drafts.deferred(
                    "run", "waits for " + resolved.waitsForText(), changes(drafts, resource));
        }
        Digest digest = resolved.digest();
        Optional<Observed.Run> run = run(id, digest);
        return run.map(found -> existing(drafts, resource, digest, found))
                .orElseGet(() -> absent(drafts, resource, digest));
    }

    /// The newest run with the digest, also under a name that the job had before.
    private Optional<Observed.Run> run(ResourceId id, Digest digest) {
        return Stream.concat(Stream.of(id), desired.moves().formerly(id).stream())
                .flatMap(each -> observed.job(each).flatMap(job -> job.latest(digest)).stream())
                .findFirst();
    }

    private PlannedResource existing(
            Drafts drafts, Resource resource, Digest digest, Observed.Run run) {
        ResourceId id = resource.id();
        boolean again = desired.rerun().contains(id);
        return switch (run.status()) {
            case SUCCEEDED -> succeeded(drafts, resource, digest, run.registered());
            case QUEUED, RUNNING -> {
                current.pending(id, "its run");
                yield drafts.of(
                        new Verdict.Underway(),
                        "run " + run.id() + (run.message().isEmpty() ? "" : ": " + run.message()),
                        List.of(),
                        false,
                        effective(drafts));
            }
            case FAILED, CANCELED -> {
                current.pending(id, "its run");
                yield again
                        ? due(drafts, resource, digest, "a person asked for another run")
                        : drafts.stalled(failure(id, run));
            }
        };
    }

    private static String failure(ResourceId id, Observed.Run run) {
        String what =
                run.status() == Observed.RunStatus.FAILED
                        ? " failed: " + run.message()
                        : " was cancelled";
        return "run "
                + run.id()
                + what
                + "; read `plumb logs "
                + run.id()
                + "`, then change the spec or run `plumb rerun "
                + id
                + "`";
    }

    private PlannedResource absent(Drafts drafts, Resource resource, Digest digest) {
        Optional<Map<ResourceId, String>> remembered = remembered(resource, digest);
        if (remembered.isPresent()) {
            return succeeded(drafts, resource, digest, remembered.get());
        }
        current.pending(resource.id(), "its run");
        boolean first = drafts.before().isEmpty();
        return due(
                drafts,
                resource,
                digest,
                first ? "it has not run yet" : "what it does changed since its last success");
    }

    /// What a run that the ledger remembers registered.
    private Optional<Map<ResourceId, String>> remembered(Resource job, Digest digest) {
        Map<ResourceId, Map<ResourceId, String>> runs =
                last.last().successes().getOrDefault(digest, Map.of());
        return new JobNames(desired.moves(), desired.graph(), last.last())
                .of(job, digest).stream()
                        .flatMap(name -> Optional.ofNullable(runs.get(name)).stream())
                        .findFirst();
    }

    private PlannedResource due(Drafts drafts, Resource resource, Digest digest, String reason) {
        return drafts.of(
                new Verdict.Due(new Change.Run(resource, digest)),
                reason,
                changes(drafts, resource),
                false,
                effective(drafts));
    }

    private PlannedResource succeeded(
            Drafts drafts, Resource resource, Digest digest, Map<ResourceId, String> registered) {
        current.succeeded(resource.id(), registered);
        Optional<Observed.Job> there = observed.job(resource.id());
        Differences differences =
                there.map(job -> Differences.ofChangeable(drafts, resource, job.live()))
                        .orElseGet(() -> Differences.none(resource));
        List<FieldDiff> fields = new ArrayList<>(differences.fields());
        if (there.filter(Observed.Job::archived).isPresent()) {
            fields.add(AssetPlanner.UNARCHIVED);
        }
        if (fields.isEmpty()) {
            return drafts.of(new Verdict.Current(), "", List.of(), false, effective(drafts))
                    .ignoring(differences.ignored());
        }
        Change update =
                new Change.Update(
                        resource.withSpec(differences.written()), digest, Optional.empty(), fields);
        return drafts.of(
                        new Verdict.Due(update),
                        "fields changed that are not part of what it does",
                        fields,
                        false,
                        effective(drafts))
                .ignoring(differences.ignored());
    }

    private static Optional<AppliedResource> effective(Drafts drafts) {
        return Optional.of(drafts.effective(Optional.empty()));
    }

    /// What differs from the spec that succeeded last: why it runs again.
    private static List<FieldDiff> changes(Drafts drafts, Resource resource) {
        return drafts.before()
                .map(before ->
                        Diff.since(
                                Semantics.semantic(Kind.JOB, before.spec()),
                                Semantics.semantic(Kind.JOB, resource.spec())))
                .orElse(List.of());
    }
}
