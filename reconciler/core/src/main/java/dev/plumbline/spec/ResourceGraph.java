package dev.plumbline.spec;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The declared resources of a workspace and what each needs. A graph is never changed; another one
/// is made from it for what differs.
public final class ResourceGraph {
    public static final ResourceGraph EMPTY =
            new ResourceGraph(new TreeMap<>(), Map.of(), Optional.empty());

    private final SortedMap<ResourceId, Resource> resources;
    private final Map<ResourceId, ResourceId> producers;
    private final Optional<Circle> circle;

    private ResourceGraph(
            SortedMap<ResourceId, Resource> resources,
            Map<ResourceId, ResourceId> producers,
            Optional<Circle> circle) {
        this.resources = resources;
        this.producers = producers;
        this.circle = circle;
    }

    /// @throws IllegalArgumentException when some of them need each other in a circle
    public static ResourceGraph of(Collection<Resource> declared) {
        Map<ResourceId, Optional<Resource>> all = new TreeMap<>();
        declared.forEach(resource -> all.put(resource.id(), Optional.of(resource)));
        ResourceGraph graph = EMPTY.with(all);
        graph.circle()
                .ifPresent(circle -> {
                    throw new IllegalArgumentException(circle.toString());
                });
        return graph;
    }

    /// The graph with other resources under some ids, or none where nothing is given.
    public ResourceGraph with(Map<ResourceId, Optional<Resource>> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        SortedMap<ResourceId, Resource> changed = new TreeMap<>(resources);
        boolean produces = false;
        for (Map.Entry<ResourceId, Optional<Resource>> change : changes.entrySet()) {
            Optional<Resource> now = change.getValue();
            Optional<Resource> before =
                    Optional.ofNullable(
                            now.isPresent()
                                    ? changed.put(change.getKey(), now.get())
                                    : changed.remove(change.getKey()));
            produces |= !productions(before).equals(productions(now));
        }
        ResourceGraph straight =
                new ResourceGraph(
                        changed,
                        produces ? producers(changed.values()) : producers,
                        Optional.empty());
        Collection<ResourceId> suspects =
                circle.isPresent() || produces ? changed.keySet() : changes.keySet();
        Optional<Circle> found = new Order(straight).circle(suspects);
        return found.isEmpty() ? straight : new ResourceGraph(changed, straight.producers, found);
    }

    private static List<Production> productions(Optional<Resource> resource) {
        return resource.map(Resource::produces).orElse(List.of());
    }

    private static Map<ResourceId, ResourceId> producers(Collection<Resource> resources) {
        Map<ResourceId, ResourceId> producers = new HashMap<>();
        for (Resource resource : resources) {
            for (Production production : resource.produces()) {
                producers.put(production.asset(), resource.id());
            }
        }
        return producers;
    }

    /// Resources that need each other in a circle.
    public Optional<Circle> circle() {
        return circle;
    }

    public Optional<Resource> get(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }

    /// Every resource, by kind and name.
    public Collection<Resource> resources() {
        return Collections.unmodifiableCollection(resources.values());
    }

    /// Every resource after those that it needs; where that leaves a choice, by kind and name.
    public List<Resource> ordered() {
        return new Order(this).of(resources.keySet());
    }

    /// The job that registers an asset which no document declares.
    public Optional<ResourceId> producer(ResourceId asset) {
        return Optional.ofNullable(producers.get(asset));
    }

    /// The declared resources that one needs directly; a job in the place of what it registers.
    public Set<ResourceId> dependencies(ResourceId id) {
        Resource resource = resources.get(id);
        if (resource == null) {
            return Set.of();
        }
        Set<ResourceId> needed = new LinkedHashSet<>();
        for (ResourceId target : resource.dependsOn()) {
            if (resources.containsKey(target)) {
                needed.add(target);
            } else {
                producer(target).filter(producer -> !producer.equals(id)).ifPresent(needed::add);
            }
        }
        return needed;
    }

    /// The declared deployments of an endpoint.
    public List<ResourceId> deployments(String endpoint) {
        return resources.keySet().stream()
                .filter(id -> id.kind() == Kind.ONLINE_DEPLOYMENT && id.endpoint().equals(endpoint))
                .toList();
    }

    /// Resources of which each needs the next, and the last the first.
    public record Circle(List<Resource> resources) {
        public Circle {
            resources = List.copyOf(resources);
        }

        public Resource first() {
            return resources.getFirst();
        }

        @Override
        public String toString() {
            return "these need each other in a circle: "
                    + resources.stream().map(Resource::id).toList();
        }
    }

    /// Walks the graph from needs to what is needed, without recursion: chains may be long.
    private static final class Order {
        private final ResourceGraph graph;
        private final SequencedMap<ResourceId, Resource> done = new LinkedHashMap<>();

        /// The resources on the way from the one that was begun with, each with the needs that are
        /// still to be looked at.
        private final SequencedMap<ResourceId, Iterator<ResourceId>> path = new LinkedHashMap<>();

        Order(ResourceGraph graph) {
            this.graph = graph;
        }

        List<Resource> of(Collection<ResourceId> ids) {
            ids.forEach(this::visit);
            return List.copyOf(done.values());
        }

        Optional<Circle> circle(Collection<ResourceId> suspects) {
            return suspects.stream().flatMap(id -> visit(id).stream()).findFirst();
        }

        private Optional<Circle> visit(ResourceId id) {
            enter(id);
            while (!path.isEmpty()) {
                Map.Entry<ResourceId, Iterator<ResourceId>> last = path.lastEntry();
                if (!last.getValue().hasNext()) {
                    path.pollLastEntry();
                    done.put(last.getKey(), graph.get(last.getKey()).orElseThrow());
                    continue;
                }
                ResourceId needed = last.getValue().next();
                if (path.containsKey(needed)) {
                    return Optional.of(closed(needed));
                }
                enter(needed);
            }
            return Optional.empty();
        }

        private void enter(ResourceId id) {
            if (!done.containsKey(id) && graph.get(id).isPresent()) {
                path.put(id, graph.dependencies(id).iterator());
            }
        }

        private Circle closed(ResourceId at) {
            return new Circle(
                    path.keySet().stream()
                            .dropWhile(id -> !id.equals(at))
                            .map(id -> graph.get(id).orElseThrow())
                            .toList());
        }
    }
}
