package dev.plumbline.plan;

import dev.plumbline.resource.Production;
import dev.plumbline.resource.Relation;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.spec.ResourceGraph;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The order of [ResourceGraph#ordered()], for some of its resources, without ordering them all.
///
/// That order begins with the first resource by kind and name, puts what it needs before it, goes
/// on with the next one, and so on. So a resource is reached from the first of all that need it,
/// directly or not, its *head*; and those with one head stand together, in the order in which that
/// head reaches them. What was found is kept as long as the graph's edges stay.
final class PlanOrder implements Comparator<ResourceId> {
    private static final Comparator<Place> BY_PLACE =
            Comparator.comparing(Place::head).thenComparingInt(Place::index);

    private final ResourceGraph graph;
    private final Relation<ResourceId, ResourceId> needing;
    private final Map<ResourceId, ResourceId> heads;
    private final Map<ResourceId, Place> places;

    private record Place(ResourceId head, int index) {}

    /// A resource on the way from a head, and what of its needs is still to be looked at.
    private record Step(ResourceId id, Iterator<ResourceId> needs) {}

    /// @param needing who names a resource as something that it needs
    PlanOrder(ResourceGraph graph, Relation<ResourceId, ResourceId> needing) {
        this(graph, needing, new HashMap<>(), new HashMap<>());
    }

    private PlanOrder(
            ResourceGraph graph,
            Relation<ResourceId, ResourceId> needing,
            Map<ResourceId, ResourceId> heads,
            Map<ResourceId, Place> places) {
        this.graph = graph;
        this.needing = needing;
        this.heads = heads;
        this.places = places;
    }

    /// The order of a graph with the same edges.
    PlanOrder of(ResourceGraph same) {
        return new PlanOrder(same, needing, heads, places);
    }

    @Override
    public int compare(ResourceId left, ResourceId right) {
        return BY_PLACE.compare(place(left), place(right));
    }

    boolean isBefore(ResourceId left, ResourceId right) {
        return graph.get(left).isPresent() && compare(left, right) < 0;
    }

    /// Who needs a resource directly, or something that it produces.
    Set<ResourceId> dependents(ResourceId id) {
        Optional<Resource> resource = graph.get(id);
        if (resource.isEmpty() || resource.get().produces().isEmpty()) {
            return needing.of(id);
        }
        Set<ResourceId> dependents = new HashSet<>(needing.of(id));
        for (Production production : resource.get().produces()) {
            ResourceId asset = production.asset();
            if (graph.get(asset).isEmpty() && graph.producer(asset).equals(Optional.of(id))) {
                dependents.addAll(needing.of(asset));
            }
        }
        dependents.remove(id);
        return dependents;
    }

    private Place place(ResourceId id) {
        Place known = places.get(id);
        if (known != null) {
            return known;
        }
        group(head(id));
        return Optional.ofNullable(places.get(id))
                .orElseThrow(() -> new IllegalStateException("nothing leads to " + id));
    }

    private ResourceId head(ResourceId start) {
        ResourceId found = heads.get(start);
        if (found != null) {
            return found;
        }
        Deque<ResourceId> left = new ArrayDeque<>();
        left.push(start);
        while (!left.isEmpty()) {
            ResourceId id = left.peek();
            ResourceId first = id;
            boolean known = true;
            for (ResourceId dependent : dependents(id)) {
                ResourceId head = heads.get(dependent);
                if (head == null) {
                    left.push(dependent);
                    known = false;
                } else if (head.compareTo(first) < 0) {
                    first = head;
                }
            }
            if (known) {
                heads.put(id, first);
                left.pop();
            }
        }
        return heads.getOrDefault(start, start);
    }

    /// Gives those with this head their places.
    private void group(ResourceId head) {
        int index = 0;
        Set<ResourceId> entered = new HashSet<>(Set.of(head));
        Deque<Step> path = new ArrayDeque<>();
        path.push(new Step(head, graph.dependencies(head).iterator()));
        while (!path.isEmpty()) {
            Step step = path.element();
            if (step.needs().hasNext()) {
                ResourceId needed = step.needs().next();
                if (isOf(head, needed) && entered.add(needed)) {
                    path.push(new Step(needed, graph.dependencies(needed).iterator()));
                }
            } else {
                places.put(step.id(), new Place(head, index++));
                path.pop();
            }
        }
    }

    /// What stands before its head in kind and name has a head of its own that does.
    private boolean isOf(ResourceId head, ResourceId id) {
        return id.compareTo(head) > 0 && head(id).equals(head);
    }
}
