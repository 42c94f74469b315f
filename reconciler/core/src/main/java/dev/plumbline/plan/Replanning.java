package dev.plumbline.plan;

import dev.plumbline.plan.Replanner.Inputs;
import dev.plumbline.platform.Observed;
import dev.plumbline.platform.Owner;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import dev.plumbline.resource.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// The way from one plan to the next.
final class Replanning {
    private final Inputs old;
    private final Inputs now;
    private final PlanMemory memory;
    private final Renames renames;
    private final Set<ResourceId> stale = new HashSet<>();
    private final Map<ResourceId, Optional<PlannedResource>> changes = new HashMap<>();

    Replanning(Inputs old, Inputs now, PlanMemory memory) {
        this.old = old;
        this.now = now;
        this.memory = memory;
        this.renames = new Renames(now.desired().moves(), now.desired().graph(), now.last());
    }

    Plan run() {
        takeReleases();
        takeGraph();
        takePlatform();
        stale.addAll(memory.lost);
        PlanOrder order = order();
        replan(order);
        memory.planned = memory.planned.with(changes);
        changes.clear();
        SiblingPlans siblings = siblingsOf(this::planned).plan(memory.doubled);
        Map<ResourceId, PlannedResource> standing = siblings.standing();
        List<PlannedResource> open =
                Stream.concat(memory.open.stream(), standing.keySet().stream())
                        .distinct()
                        .sorted(order)
                        .flatMap(id ->
                                Stream.concat(
                                        Stream.ofNullable(standing.get(id)), planned(id).stream()))
                        .filter(each -> !each.isCurrent())
                        .toList();
        List<PlannedResource> deletes = deletes(siblings);
        return new Plan(
                now.desired(),
                memory.planned,
                standing,
                open,
                deletes,
                Set.copyOf(memory.unreleased),
                Set.copyOf(memory.gone),
                Set.copyOf(memory.ignoring),
                orphans(deletes, standing.values()));
    }

    /// @param siblings that serve in the place of others
    private List<Orphan> orphans(
            List<PlannedResource> deletes, Collection<PlannedResource> siblings) {
        Set<ResourceId> left = new TreeSet<>(memory.unclaimed);
        deletes.forEach(each -> left.remove(each.id()));
        siblings.forEach(each -> left.remove(each.id()));
        return new OrphanFinder(now.desired(), memory.declaring::of, this::wasAdopted)
                .of(left.stream().map(now.observed().resources()::get).toList());
    }

    private void takeUnclaimed(ResourceId id) {
        keep(
                memory.unclaimed,
                id,
                now.desired().graph().get(id).isEmpty()
                        && Optional.ofNullable(now.observed().resources().get(id))
                                .flatMap(OrphanFinder::owner)
                                .filter(owner ->
                                        owner.workspace().equals(now.desired().workspace()))
                                .isPresent());
    }

    private Siblings siblingsOf(Function<ResourceId, Optional<PlannedResource>> planned) {
        return new Siblings(
                now.desired(), now.observed(), new ServiceDifferences(now.capabilities()), planned);
    }

    private Optional<PlannedResource> planned(ResourceId id) {
        return changes.containsKey(id)
                ? changes.getOrDefault(id, Optional.empty())
                : Optional.ofNullable(memory.planned.get(id));
    }

    private void takeGraph() {
        Set<ResourceId> changed =
                SharedMap.differences(
                        old.desired().graph().resources(), now.desired().graph().resources());
        for (ResourceId id : changed) {
            Optional<Resource> was = old.desired().graph().get(id);
            Optional<Resource> is = now.desired().graph().get(id);
            Set<ResourceId> needed = needs(was);
            Set<ResourceId> needs = needs(is);
            memory.needing.replace(id, needed, needs);
            memory.declaring.replace(id, path(was), path(is));
            if (was.isPresent() != is.isPresent() || !needed.equals(needs)) {
                memory.order = Optional.empty();
            }
            if (is.isEmpty()) {
                forget(id);
            }
            takeGone(id);
            takeUnclaimed(id);
            stale.add(id);
        }
        changed.stream().filter(this::cameOrWent).forEach(this::staleNeeding);
        SharedMap.differences(old.desired().documents(), now.desired().documents())
                .forEach(path -> stale.addAll(memory.declaring.of(path)));
        for (ResourceId asset : now.desired().graph().producedOtherwise(old.desired().graph())) {
            memory.order = Optional.empty();
            staleNeeding(asset);
        }
    }

    /// What the plan of a resource looks at. Traffic that nobody declared looks at the deployment
    /// that it is to go to, without needing it.
    private static Set<ResourceId> needs(Optional<Resource> resource) {
        Set<ResourceId> needs = new HashSet<>();
        resource.ifPresent(each -> {
            needs.addAll(each.dependsOn());
            (each.id().kind() == Kind.TRAFFIC
                            ? each.spec().fields("initial_traffic")
                            : Value.Fields.EMPTY)
                    .fields()
                    .keySet()
                    .forEach(name -> needs.add(ResourceId.deployment(each.id().endpoint(), name)));
        });
        return needs;
    }

    private static List<String> path(Optional<Resource> resource) {
        return resource.map(each -> each.source().path()).stream().toList();
    }

    private boolean cameOrWent(ResourceId id) {
        return old.desired().graph().get(id).isPresent()
                != now.desired().graph().get(id).isPresent();
    }

    private static Set<ResourceId> jobs(Inputs inputs, Digest digest) {
        return inputs.last().successes().getOrDefault(digest, Map.of()).keySet();
    }

    /// Also who may take over the successes of a job that went, or has to leave them to one that
    /// came.
    private void staleNeeding(ResourceId id) {
        memory.remembering.of(id).forEach(digest -> stale.addAll(memory.meaning.of(digest)));
        stale.addAll(memory.needing.of(id));
    }

    private void forget(ResourceId id) {
        memory.current.begin(id, _ -> false);
        memory.meaning.replace(id, meaning(planned(id)), List.of());
        memory.lost.remove(id);
        memory.open.remove(id);
        memory.ignoring.remove(id);
        memory.doubled.remove(id);
        memory.unreleased.remove(id);
        changes.put(id, Optional.empty());
    }

    private void takePlatform() {
        for (ResourceId id :
                SharedMap.differences(old.observed().resources(), now.observed().resources())) {
            staleUnderAnyName(id);
            staleNeeding(id);
            takeUnclaimed(id);
            if (id.kind() == Kind.ONLINE_DEPLOYMENT || id.kind() == Kind.TRAFFIC) {
                // Whoever is made anew looks at its traffic and its sibling, and its traffic at it.
                staleNeeding(new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint()));
            }
        }
    }

    private void takeReleases() {
        for (ResourceId id :
                SharedMap.differences(old.last().resources(), now.last().resources())) {
            staleUnderAnyName(id);
            takeGone(id);
        }
        for (Digest digest :
                SharedMap.differences(old.last().successes(), now.last().successes())) {
            memory.remembering.replace(digest, jobs(old, digest), jobs(now, digest));
            stale.addAll(memory.meaning.of(digest));
        }
        SharedMap.differences(old.desired().pinned(), now.desired().pinned())
                .forEach(this::staleUnderAnyName);
        Set<ResourceId> rerun = new HashSet<>(old.desired().rerun());
        now.desired().rerun().stream().filter(id -> !rerun.remove(id)).forEach(stale::add);
        stale.addAll(rerun);
        if (!old.desired().commit().equals(now.desired().commit())) {
            stale.addAll(memory.unreleased);
        }
    }

    private void staleUnderAnyName(ResourceId id) {
        stale.add(id);
        stale.add(now.desired().moves().now(id));
    }

    private void takeGone(ResourceId id) {
        keep(
                memory.gone,
                id,
                id.kind() != Kind.POLICY
                        && now.last().get(id).isPresent()
                        && now.desired().graph().get(id).isEmpty());
    }

    private PlanOrder order() {
        PlanOrder order =
                memory.order
                        .map(known -> known.of(now.desired().graph()))
                        .orElseGet(() -> new PlanOrder(now.desired().graph(), memory.needing));
        memory.order = Optional.of(order);
        return order;
    }

    /// In the order of the plan: what another plan of a resource makes stale stands after it.
    private void replan(PlanOrder order) {
        Planner planner =
                new Planner(
                        now.desired(),
                        renames,
                        now.observed(),
                        now.capabilities(),
                        memory.current,
                        this::planned);
        stale.removeIf(id -> now.desired().graph().get(id).isEmpty());
        PriorityQueue<ResourceId> left = new PriorityQueue<>(order);
        left.addAll(stale);
        while (!left.isEmpty()) {
            ResourceId id = left.remove();
            if (replan(planner, order, id)) {
                order.dependents(id).stream().filter(stale::add).forEach(left::add);
            }
        }
    }

    /// Whether others see the resource otherwise than before.
    private boolean replan(Planner planner, PlanOrder order, ResourceId id) {
        Optional<?> stood = memory.current.standing(id);
        Optional<PlannedResource> was = planned(id);
        memory.current.begin(id, other -> order.isBefore(other, id));
        PlannedResource is = planner.plan(now.desired().graph().get(id).orElseThrow());
        changes.put(id, Optional.of(is));
        keep(memory.lost, id, memory.current.lookedForJobs());
        keep(memory.open, id, !is.isCurrent());
        keep(memory.ignoring, id, !is.ignored().isEmpty());
        keep(memory.unreleased, id, isUnreleased(is));
        memory.meaning.replace(id, meaning(was), meaning(Optional.of(is)));
        boolean wasDoubled = memory.doubled.contains(id);
        keep(memory.doubled, id, isDoubled(is));
        return !stood.equals(memory.current.standing(id))
                || !was.map(PlannedResource::isCurrent).equals(Optional.of(is.isCurrent()))
                || (wasDoubled || isDoubled(is)) && !was.equals(Optional.of(is));
    }

    private boolean isDoubled(PlannedResource planned) {
        return planned.id().kind() == Kind.ONLINE_DEPLOYMENT
                && (Siblings.isAwaited(planned)
                        || siblingsOf(this::planned).find(planned.id()).isPresent());
    }

    /// What is as released before is the very object of that release.
    @SuppressWarnings("ReferenceEquality")
    private boolean isUnreleased(PlannedResource planned) {
        return planned.effective()
                .filter(applied -> now.last().resources().get(planned.id()) != applied)
                .isPresent();
    }

    private static List<Digest> meaning(Optional<PlannedResource> planned) {
        return planned.flatMap(PlannedResource::effective).map(AppliedResource::digest).stream()
                .toList();
    }

    private static <T> void keep(Set<T> set, T element, boolean wanted) {
        if (wanted) {
            set.add(element);
        } else {
            set.remove(element);
        }
    }

    private List<PlannedResource> deletes(SiblingPlans siblings) {
        Stream<PlannedResource> pruned =
                new PrunePlanner(
                                now.desired(),
                                renames,
                                now.observed(),
                                memory.gone,
                                path -> !memory.declaring.of(path).isEmpty())
                        .deletes().stream()
                                .filter(each -> !siblings.isFor(each.id()))
                                .filter(each -> !wasAdopted(each.id()));
        return Stream.concat(siblings.deletes().stream(), pruned).toList();
    }

    /// What Plumbline did not make, it does not delete; nor what an endpoint serves with that is
    /// left behind for that reason.
    private boolean wasAdopted(ResourceId id) {
        if (id.kind().family() != Kind.Family.SERVICE) {
            return false;
        }
        ResourceId endpoint = new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint());
        return id.kind() != Kind.TRAFFIC && isTaggedAdopted(id)
                || now.desired().graph().get(endpoint).isEmpty() && isTaggedAdopted(endpoint);
    }

    private boolean isTaggedAdopted(ResourceId id) {
        return now.observed()
                .service(id)
                .flatMap(Observed.Service::owner)
                .filter(Owner::adopted)
                .isPresent();
    }
}
