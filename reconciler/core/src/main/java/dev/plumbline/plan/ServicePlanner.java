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
    private final ServiceDifferences compared;
    private final Siblings siblings;
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
        this.compared = new ServiceDifferences(capabilities);
        this.siblings = new Siblings(desired, observed, compared, planned);
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
        if (service.isEmpty()) {
            return absent(drafts, resolved);
        }
        return id.kind() == Kind.TRAFFIC
                ? traffic(drafts, resolved, service.get())
                : present(drafts, resolved, service.get(), resource.spec());
    }

    /// Traffic that goes to a temporary sibling, or comes back from it, is nobody's edit.
    private PlannedResource traffic(
            Drafts drafts, ResolvedResource resolved, Observed.Service service) {
        TrafficShift shift = TrafficShift.of(resolved.resource(), service.live(), siblings);
        PlannedResource plan = present(drafts, resolved, service, shift.wanted());
        Set<ResourceId> needs = new TreeSet<>(plan.after());
        for (ResourceId deployment : shift.insteadOf()) {
            needs.remove(deployment);
            needs.add(Sibling.of(deployment));
        }
        return shift.of().isEmpty()
                ? plan.needing(needs)
                : plan.needing(needs).asPartOf(shift.of().get()).forNobodysEdit(shift.reason());
    }

    private PlannedResource absent(Drafts drafts, ResolvedResource resolved) {
        Fields wanted =
                resolved.resource().id().kind() == Kind.TRAFFIC
                        ? TrafficShift.of(resolved.resource(), Fields.EMPTY, siblings).wanted()
                        : resolved.resource().spec();
        if (!resolved.isKnown()) {
            List<FieldDiff> fields =
                    compared.supported(
                            resolved.resource().id(),
                            Diff.between(wanted, Optional.empty(), Fields.EMPTY));
            return drafts.deferred(
                    "create", "waits for " + resolved.waitsForText(), unknownOnly(fields));
        }
        return create(
                drafts,
                resolved.resource().withSpec(wanted),
                resolved.digest(),
                drafts.effective(Optional.empty()));
    }

    private PlannedResource present(
            Drafts drafts, ResolvedResource resolved, Observed.Service service, Fields wanted) {
        Differences differences = differences(resolved.resource(), wanted, service.live(), drafts);
        return present(drafts, resolved, service, differences).ignoring(differences.ignored());
    }

    private PlannedResource present(
            Drafts drafts,
            ResolvedResource resolved,
            Observed.Service service,
            Differences differences) {
        List<FieldDiff> fields = differences.fields();
        if (!resolved.isKnown()) {
            return drafts.deferred(
                    fields.isEmpty() ? "none" : "update",
                    "waits for " + resolved.waitsForText(),
                    fields);
        }
        Adoption adoption = adoption(drafts, service, fields);
        AppliedResource effective = drafts.effective(Optional.empty());
        Resource written = resolved.resource().withSpec(differences.written());
        return switch (adoption) {
            case REFUSED ->
                    drafts.of(
                            new Verdict.Stalled(),
                            Adoption.refusal(service.id()),
                            fields,
                            false,
                            Optional.empty());
            case TAG ->
                    drafts.of(
                            new Verdict.Due(
                                    new Change.Update(
                                            written, resolved.digest(), Optional.empty(), fields)),
                            "it was on the platform before, as declared; it is adopted",
                            fields,
                            false,
                            Optional.of(effective));
            case CHANGE, NONE ->
                    fields.isEmpty()
                            ? settled(drafts, service, effective)
                            : update(
                                    drafts,
                                    written,
                                    resolved.digest(),
                                    fields,
                                    effective,
                                    reason(drafts, written, resolved.digest(), service, adoption));
        };
    }

    private String reason(
            Drafts drafts,
            Resource resource,
            Digest digest,
            Observed.Service service,
            Adoption adoption) {
        if (adoption == Adoption.CHANGE) {
            return "it was on the platform before; it is adopted, and changed to what is declared";
        }
        if (!isUnchanged(drafts, resource, digest)) {
            return "changed in " + resource.source().path();
        }
        return service.changedBy()
                .map(who ->
                        who.equals("plumbline")
                                ? "changed by the platform itself"
                                : "changed on the platform by " + who)
                .orElse("changed on the platform");
    }

    /// What becomes of a service that was there before and is nobody's. Traffic comes with its
    /// endpoint, unless that was there before too.
    private Adoption adoption(Drafts drafts, Observed.Service service, List<FieldDiff> fields) {
        ResourceId id = service.id();
        Optional<Owner> endpoints =
                observed.service(new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint()))
                        .flatMap(Observed.Service::owner)
                        .filter(owner -> id.kind() == Kind.TRAFFIC && !owner.adopted());
        boolean isKnown =
                service.owner().or(() -> endpoints).isPresent()
                        || drafts.before().isPresent()
                        || last.last().begun().contains(id);
        return isKnown ? Adoption.NONE : Adoption.of(id, fields, desired.live());
    }

    private boolean lacksEndpoint(ResourceId id) {
        ResourceId endpoint = new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint());
        return id.kind() != Kind.ONLINE_ENDPOINT
                && desired.graph().get(endpoint).isEmpty()
                && observed.service(endpoint).isEmpty();
    }

    /// Traffic that nobody declares is left alone, also when it was declared before. Traffic of
    /// which none flows has yet to be made.
    private Differences differences(Resource resource, Fields wanted, Fields live, Drafts drafts) {
        ResourceId id = resource.id();
        Optional<Fields> applied =
                resource.spec().has("initial_traffic")
                        ? Optional.empty()
                        : drafts.before().map(AppliedResource::spec);
        boolean isMade = id.kind() != Kind.TRAFFIC || TrafficShift.flows(live);
        return compared.of(
                id, wanted, applied, live, isMade ? desired.live().ignored(id) : List.of());
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
        Optional<ResourceId> sibling =
                Optional.of(resource.id())
                        .filter(id -> id.kind() == Kind.ONLINE_DEPLOYMENT)
                        .flatMap(siblings::find)
                        .map(Observed.Service::id);
        String reason =
                sibling.map(other -> "it is made anew; " + other + " serves meanwhile")
                        .orElse(vanished ? "it was removed on the platform" : "not there yet");
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
            String reason) {
        Set<ResourceId> unready = unready(resource);
        if (!unready.isEmpty()) {
            return drafts.waiting(
                    "update", unready, "waits for " + join(unready), fields, effective);
        }
        boolean drift = isUnchanged(drafts, resource, digest);
        ResourceId id = resource.id();
        List<FieldDiff> fixed = capabilities.ofClass(FieldClass.RECREATE, id, fields);
        if (!fixed.isEmpty()) {
            Recreation recreation =
                    Recreation.of(
                            new Change.Recreate(resource, digest, fields),
                            fixed,
                            desired,
                            siblings);
            return drafts.of(
                    recreation.verdict(),
                    reason + recreation.reason(),
                    fields,
                    drift,
                    Optional.of(effective)
                            .filter(_ -> !(recreation.verdict() instanceof Verdict.Stalled)));
        }
        Change change =
                capabilities.ofClass(FieldClass.REPLACE, id, fields).isEmpty()
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
