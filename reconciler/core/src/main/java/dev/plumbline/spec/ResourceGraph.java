package dev.plumbline.spec;

import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The declared resources of a workspace and what each needs. A graph is never changed; another one
/// is made from it for what differs.
public final class ResourceGraph {
    public static final ResourceGraph EMPTY =
            new ResourceGraph(SharedMap.empty(), SharedMap.empty(), Optional.empty());

    private final SharedMap<ResourceId, Resource> resources;

    /// The jobs that register an asset; the last of them is taken for its producer.
    private final SharedMap<ResourceId, NavigableSet<ResourceId>> producers;

    private final Optional<Circle> circle;

    /// Kept once it was asked for; whoever asks at the same time may work it out too.
    private volatile Optional<List<Resource>> ordered = Optional.empty();

    private ResourceGraph(
            SharedMap<ResourceId, Resource> resources,
            SharedMap<ResourceId, NavigableSet<ResourceId>> producers,
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
        Map<ResourceId, Optional<NavigableSet<ResourceId>>> produced = new TreeMap<>();
        changes.forEach((id, now) -> produce(id, now, produced));
        ResourceGraph straight =
                new ResourceGraph(
                        resources.with(changes), producers.with(produced), Optional.empty());
        boolean closed =
                circle.isPresent()
                        || new Order(straight)
                                .circle(straight.suspects(changes.keySet(), produced.keySet()))
                                .isPresent();
        // Whatever led to it, the circle that is told is the first of all.
        Optional<Circle> found =
                closed
                        ? new Order(straight).circle(new TreeSet<>(straight.resources.keySet()))
                        : Optional.empty();
        return found.isEmpty()
                ? straight
                : new ResourceGraph(straight.resources, straight.producers, found);
    }

    /// Takes what another resource under an id produces in the place of what the one before does.
    private void produce(
            ResourceId id,
            Optional<Resource> now,
            Map<ResourceId, Optional<NavigableSet<ResourceId>>> produced) {
        Set<ResourceId> before = products(get(id));
        Set<ResourceId> after = products(now);
        before.stream()
                .filter(asset -> !after.contains(asset))
                .forEach(asset -> {
                    NavigableSet<ResourceId> left = new TreeSet<>(producersOf(asset, produced));
                    left.remove(id);
                    produced.put(asset, Optional.of(left).filter(jobs -> !jobs.isEmpty()));
                });
        after.stream()
                .filter(asset -> !before.contains(asset))
                .forEach(asset -> {
                    NavigableSet<ResourceId> more = new TreeSet<>(producersOf(asset, produced));
                    more.add(id);
                    produced.put(asset, Optional.of(more));
                });
    }

    private NavigableSet<ResourceId> producersOf(
            ResourceId asset, Map<ResourceId, Optional<NavigableSet<ResourceId>>> produced) {
        Optional<NavigableSet<ResourceId>> known =
                produced.containsKey(asset)
                        ? produced.getOrDefault(asset, Optional.empty())
                        : Optional.ofNullable(producers.get(asset));
        return known.orElseGet(Collections::emptyNavigableSet);
    }

    private static Set<ResourceId> products(Optional<Resource> resource) {
        return resource.stream()
                .flatMap(each -> each.produces().stream())
                .map(Production::asset)
                .collect(Collectors.toSet());
    }

    /// What a new circle has to lead through: what changed, and whoever is now the producer of
    /// something that another one was, or that was declared.
    private Set<ResourceId> suspects(Set<ResourceId> changed, Set<ResourceId> produced) {
        Set<ResourceId> suspects = new HashSet<>(changed);
        Stream.concat(changed.stream(), produced.stream())
                .flatMap(asset -> producer(asset).stream())
                .forEach(suspects::add);
        return suspects;
    }

    /// Resources that need each other in a circle.
    public Optional<Circle> circle() {
        return circle;
    }

    public Optional<Resource> get(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }

    /// Every resource by its id, in no order.
    public SharedMap<ResourceId, Resource> resources() {
        return resources;
    }

    /// Every resource after those that it needs; where that leaves a choice, by kind and name.
    public List<Resource> ordered() {
        List<Resource> known =
                ordered.orElseGet(() -> new Order(this).of(new TreeSet<>(resources.keySet())));
        ordered = Optional.of(known);
        return known;
    }

    /// The job that registers an asset which no document declares.
    public Optional<ResourceId> producer(ResourceId asset) {
        return Optional.ofNullable(producers.get(asset)).map(NavigableSet::last);
    }

    /// The assets of which another graph has other producers.
    public Set<ResourceId> producedOtherwise(ResourceGraph other) {
        return SharedMap.differences(other.producers, producers);
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
