package dev.plumbline.reconcile;

import dev.plumbline.plan.Undo;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.ValueJson;
import dev.plumbline.spec.ResourceGraph;
import java.util.Map;
import java.util.TreeMap;

/// What a commit declares of an endpoint, its deployments and its traffic, as one digest.
final class EndpointSpecs {
    private EndpointSpecs() {}

    static Digest of(ResourceGraph graph, String endpoint) {
        Map<ResourceId, String> specs = new TreeMap<>();
        for (Resource each : graph.resources().values()) {
            Kind kind = each.id().kind();
            boolean served =
                    kind == Kind.ONLINE_ENDPOINT
                            || kind == Kind.ONLINE_DEPLOYMENT
                            || kind == Kind.TRAFFIC;
            if (served && each.id().endpoint().equals(endpoint)) {
                specs.put(each.id(), ValueJson.canonical(each.spec()));
            }
        }
        return Digest.ofText(specs.toString());
    }

    /// Whether a commit declares of the endpoint what the one that was undone does.
    static boolean isUndone(Undo undo, ResourceGraph graph) {
        return of(graph, undo.endpoint().name()).equals(undo.specs());
    }
}
