package dev.plumbline.spec;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Production;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

/// The declared resources of a workspace and what each needs, in an order in which everything comes
/// after what it needs; where that leaves a choice, by kind and name.
public final class ResourceGraph {
    public static final ResourceGraph EMPTY = new ResourceGraph(new LinkedHashMap<>(), Map.of());

    private final SequencedMap<ResourceId, Resource> resources;
    private final Map<ResourceId, ResourceId> producers;

    private ResourceGraph(
            SequencedMap<ResourceId, Resource> resources, Map<ResourceId, ResourceId> producers) {
        this.resources = resources;
        this.producers = producers;
    }

    /// Orders the resources.
    ///
    /// @throws CycleException when some of them need each other in a circle
    public static ResourceGraph of(Collection<Resource> declared) throws CycleException {
        Map<ResourceId, Resource> byId = new TreeMap<>();
        Map<ResourceId, ResourceId> producers = new TreeMap<>();
        for (Resource resource : declared) {
            byId.put(resource.id(), resource);
            for (Production production : resource.produces()) {
                producers.put(production.asset(), resource.id());
            }
        }
        SequencedMap<ResourceId, Resource> ordered = new LinkedHashMap<>();
        ResourceGraph unordered = new ResourceGraph(new LinkedHashMap<>(byId), producers);
        for (ResourceId id : byId.keySet()) {
            unordered.visit(id, ordered, new LinkedHashSet<>());
        }
        return new ResourceGraph(ordered, producers);
    }

    private void visit(
            ResourceId id,
            SequencedMap<ResourceId, Resource> ordered,
            SequencedSet<ResourceId> path)
            throws CycleException {
        if (ordered.containsKey(id)) {
            return;
        }
        if (!path.add(id)) {
            List<ResourceId> circle = new ArrayList<>(path);
            throw new CycleException(circle.subList(circle.indexOf(id), circle.size()));
        }
        for (ResourceId needed : dependencies(id)) {
            visit(needed, ordered, path);
        }
        path.remove(id);
        ordered.put(id, get(id).orElseThrow());
    }

    public Optional<Resource> get(ResourceId id) {
        return Optional.ofNullable(resources.get(id));
    }

    /// Every resource after those that it needs.
    public Collection<Resource> ordered() {
        return Collections.unmodifiableCollection(resources.values());
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

    /// Resources that need each other in a circle.
    public static final class CycleException extends Exception {
        private final List<ResourceId> circle;

        CycleException(List<ResourceId> circle) {
            super("these need each other in a circle: " + circle);
            this.circle = List.copyOf(circle);
        }

        public List<ResourceId> circle() {
            return circle;
        }
    }
}
