package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.Subject;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How a release serves an endpoint: its traffic, and the deployments that it goes to.
///
/// @param release the ledger's own commit
/// @param source the commit of the specs
/// @param time when it was recorded
/// @param resources the deployments first, then the traffic
public record EndpointRelease(
        Revision release,
        Revision source,
        Instant time,
        Map<ResourceId, AppliedResource> resources) {
    public EndpointRelease {
        resources = new LinkedHashMap<>(resources);
    }

    /// What serves an endpoint, of some resources; nothing while nothing takes traffic.
    public static Map<ResourceId, AppliedResource> serving(
            String endpoint, Function<ResourceId, Optional<AppliedResource>> held) {
        try {
            return read(endpoint, held::apply);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    interface Held {
        Optional<AppliedResource> get(ResourceId id) throws IOException;
    }

    static Map<ResourceId, AppliedResource> read(String endpoint, Held held) throws IOException {
        Map<ResourceId, AppliedResource> serving = new LinkedHashMap<>();
        Optional<AppliedResource> traffic = held.get(new ResourceId(Kind.TRAFFIC, endpoint));
        if (traffic.isEmpty()) {
            return serving;
        }
        for (String name : deployments(traffic.get())) {
            held.get(ResourceId.deployment(endpoint, name))
                    .ifPresent(deployment -> serving.put(deployment.id(), deployment));
        }
        if (!serving.isEmpty()) {
            serving.put(traffic.get().id(), traffic.get());
        }
        return serving;
    }

    /// The names of the deployments that take traffic.
    static List<String> deployments(AppliedResource traffic) {
        Value.Fields spec = traffic.spec();
        Value.Fields weights =
                spec.has("traffic") ? spec.fields("traffic") : spec.fields("initial_traffic");
        return weights.fields().entrySet().stream()
                .filter(each ->
                        each.getValue() instanceof Value.Num(var share, _) && share.signum() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// What they are, as approvals bind it.
    public List<Subject> subjects() {
        return resources.values().stream().map(EndpointRelease::subject).toList();
    }

    private static Subject subject(AppliedResource applied) {
        return new Subject(
                applied.id(),
                "update",
                Subject.meaning("update", applied.id(), Optional.empty(), Optional.of(applied))
                        .orElseThrow());
    }

    /// What some resources mean: other values are another meaning.
    public static Set<Subject> meaning(Map<ResourceId, AppliedResource> resources) {
        return resources.values().stream()
                .map(EndpointRelease::subject)
                .collect(Collectors.toSet());
    }
}
