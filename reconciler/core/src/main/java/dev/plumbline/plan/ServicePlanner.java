package dev.plumbline.plan;

import dev.plumbline.plan.Planner.Drafts;
import dev.plumbline.plan.diff.Diff;
import dev.plumbline.plan.resolve.ResolvedResource;
import dev.plumbline.platform.Capabilities;
import dev.plumbline.platform.Change;
import dev.plumbline.platform.FieldClass;
import dev.plumbline.platform.Health;
import dev.plumbline.platform.Observation;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.FieldDiff;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Num;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Plans endpoints, deployments and traffic, by the three-way difference of their declared fields.
final class ServicePlanner {
    private final Desired desired;
    private final Renames last;
    private final Observation observed;
    private final Capabilities capabilities;
    private final Function<ResourceId, Optional<PlannedResource>> planned;

    ServicePlanner(
            Desired desired,
            Renames last,
            Observation observed,
            Capabilities capabilities,
            Function<ResourceId, Optional<PlannedResource>> planned) {
        this.desired = desired;
        this.last = last;
        this.observed = observed;
        this.capabilities = capabilities;
        this.planned = planned;
    }

    PlannedResource plan(Drafts drafts, ResolvedResource resolved) {
        Resource resource = resolved.resource();
        ResourceId id = resource.id();
        if (lacksEndpoint(id)) {
            return drafts.stalled(
                    "there is no online-endpoint/"
                            + id.endpoint()
                            + ", declared or on the platform; declare it");
        }
        Optional<Observed.Service> service = observed.service(id);
        Optional<String> foreign =
                service.flatMap(Observed.Service::owner)
                        .map(Owner::workspace)
                        .filter(owner -> !owner.equals(desired.workspace()));
        if (foreign.isPresent()) {
            return drafts.stalled(
                    id
                            + " belongs to the workspace "
                            + foreign.get()
                            + "; remove it there or choose another name");
        }
        Fields live = service.map(Observed.Service::live).orElse(Fields.EMPTY);
        Fields wanted = wanted(resource, live);
        List<FieldDiff> fields = differences(resource, wanted, live, drafts);
        if (!resolved.isKnown()) {
            String action = service.isEmpty() ? "create" : fields.isEmpty() ? "none" : "update";
            return drafts.deferred(
                    action,
                    "waits for " + resolved.waitsForText(),
                    service.isEmpty() ? unknownOnly(fields) : fields);
        }
        Digest digest = resolved.digest();
        AppliedResource effective = drafts.effective(Optional.empty());
        if (service.isEmpty()) {
            return create(drafts, resource.withSpec(wanted), digest, effective);
        }
        return fields.isEmpty()
                ? settled(drafts, service.get(), effective)
                : update(
                        drafts,
                        resource.withSpec(wanted),
                        digest,
                        fields,
                        effective,
                        service.get());
    }

    /// Traffic that nobody declared is wanted only while there is none.
    private static Fields wanted(Resource resource, Fields live) {
        Fields initial = resource.spec().fields("initial_traffic");
        if (initial.isEmpty()) {
            return resource.spec();
        }
        boolean flows =
                live.fields("traffic").fields().values().stream()
                        .anyMatch(weight ->
                                weight instanceof Num(var share, _) && share.signum() > 0);
        return flows ? Fields.EMPTY : new Fields(Map.of("traffic", initial));
    }

    private boolean lacksEndpoint(ResourceId id) {
        ResourceId endpoint = new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint());
        return id.kind() != Kind.ONLINE_ENDPOINT
                && desired.graph().get(endpoint).isEmpty()
                && observed.service(endpoint).isEmpty();
    }

    /// Traffic that nobody declares is left alone, also when it was declared before.
    private List<FieldDiff> differences(
            Resource resource, Fields wanted, Fields live, Drafts drafts) {
        ResourceId id = resource.id();
        Optional<Fields> applied =
                resource.spec().has("initial_traffic")
                        ? Optional.empty()
                        : drafts.before().map(AppliedResource::spec);
        return Diff.between(wanted, applied, live).stream()
                .filter(field ->
                        capabilities.fieldClass(id, field.path()) != FieldClass.UNSUPPORTED)
                .filter(field -> !field.path().equals("initial_traffic"))
                .toList();
    }

    private static List<FieldDiff> unknownOnly(List<FieldDiff> fields) {
        return fields.stream()
                .filter(field -> field.to().filter(Value::hasUnknown).isPresent())
                .toList();
    }

    private PlannedResource create(
            Drafts drafts, Resource resource, Digest digest, AppliedResource effective) {
        Set<ResourceId> unready = unready(resource);
        boolean vanished = drafts.moved().isEmpty() && drafts.before().isPresent();
        String reason = vanished ? "it was removed on the platform" : "not there yet";
        if (!unready.isEmpty()) {
            return drafts.waiting(
                    "create", unready, "waits for " + join(unready), List.of(), effective);
        }
        Change change = new Change.Create(resource, digest, Optional.empty());
        return drafts.of(
                new Verdict.Due(change),
                reason,
                List.of(),
                vanished && isUnchanged(drafts, resource, digest),
                Optional.of(effective));
    }

    private PlannedResource update(
            Drafts drafts,
            Resource resource,
            Digest digest,
            List<FieldDiff> fields,
            AppliedResource effective,
            Observed.Service service) {
        Set<ResourceId> unready = unready(resource);
        if (!unready.isEmpty()) {
            return drafts.waiting(
                    "update", unready, "waits for " + join(unready), fields, effective);
        }
        boolean drift = isUnchanged(drafts, resource, digest);
        String reason =
                drift
                        ? "changed on the platform"
                                + service.changedBy().map(who -> " by " + who).orElse("")
                        : "changed in " + resource.source().path();
        List<FieldDiff> replaced =
                fields.stream()
                        .filter(field ->
                                capabilities.fieldClass(resource.id(), field.path())
                                        == FieldClass.REPLACE)
                        .toList();
        Change change =
                replaced.isEmpty()
                        ? new Change.Update(resource, digest, Optional.empty(), fields)
                        : new Change.Replace(resource, digest, fields);
        return drafts.of(new Verdict.Due(change), reason, fields, drift, Optional.of(effective));
    }

    /// Whether Git declares what was applied last: then a difference comes from the platform. The
    /// digest alone does not tell, since cosmetic and mutable fields are not part of it.
    private boolean isUnchanged(Drafts drafts, Resource resource, Digest digest) {
        return last.get(resource.id())
                .filter(_ -> drafts.moved().isEmpty())
                .filter(before -> before.digest().equals(digest))
                .filter(before -> {
                    Fields now = drafts.effective(Optional.empty()).spec();
                    return Diff.between(now, Optional.of(before.spec()), before.spec()).isEmpty();
                })
                .isPresent();
    }

    private PlannedResource settled(
            Drafts drafts, Observed.Service service, AppliedResource effective) {
        Verdict verdict =
                service.health() == Health.PROGRESSING
                        ? new Verdict.Underway()
                        : new Verdict.Current();
        return drafts.of(verdict, service.message(), List.of(), false, Optional.of(effective));
    }

    /// The deployments that traffic would go to and that cannot take it yet: they are not as
    /// declared, or not healthy.
    private Set<ResourceId> unready(Resource resource) {
        if (resource.id().kind() != Kind.TRAFFIC) {
            return Set.of();
        }
        Fields weights = resource.spec().fields("traffic");
        return weights.fields().entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof Num(var share, _) && share.signum() > 0)
                .map(entry -> ResourceId.deployment(resource.id().name(), entry.getKey()))
                .filter(deployment -> !isReady(deployment))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isReady(ResourceId deployment) {
        return planned.apply(deployment).map(PlannedResource::isCurrent).orElse(true)
                && observed.service(deployment)
                        .filter(there -> there.health() == Health.HEALTHY)
                        .isPresent();
    }

    private static String join(Set<ResourceId> ids) {
        return new TreeSet<>(ids)
                .stream().map(ResourceId::toString).collect(Collectors.joining(", "));
    }
}
