package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Renames of resources. The deployments and the traffic of an endpoint move with it.
///
/// @param steps the id that each one got; a chain of renames is a chain of steps
public record Moves(Map<ResourceId, ResourceId> steps) {
    public static final Moves NONE = new Moves(Map.of());

    public Moves {
        steps = Map.copyOf(steps);
    }

    /// The id that a resource has after all its renames; its own when there was none.
    public ResourceId now(ResourceId id) {
        List<ResourceId> way = follow(id, steps);
        return way.isEmpty() ? id : way.getLast();
    }

    /// The ids that a resource had before, newest first.
    public List<ResourceId> formerly(ResourceId id) {
        Map<ResourceId, ResourceId> back = new LinkedHashMap<>();
        steps.forEach((from, to) -> back.put(to, from));
        return follow(id, back).stream().filter(former -> now(former).equals(id)).toList();
    }

    private static List<ResourceId> follow(ResourceId id, Map<ResourceId, ResourceId> steps) {
        List<ResourceId> way = new ArrayList<>();
        Optional<ResourceId> next = step(id, steps);
        while (next.isPresent() && !next.get().equals(id) && !way.contains(next.get())) {
            way.add(next.get());
            next = step(next.get(), steps);
        }
        return way;
    }

    private static Optional<ResourceId> step(ResourceId id, Map<ResourceId, ResourceId> steps) {
        ResourceId told = steps.get(id);
        if (told != null || id.kind() != Kind.ONLINE_DEPLOYMENT && id.kind() != Kind.TRAFFIC) {
            return Optional.ofNullable(told);
        }
        return Optional.ofNullable(steps.get(new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint())))
                .map(endpoint ->
                        id.kind() == Kind.TRAFFIC
                                ? new ResourceId(Kind.TRAFFIC, endpoint.name())
                                : ResourceId.deployment(endpoint.name(), id.shortName()));
    }
}
