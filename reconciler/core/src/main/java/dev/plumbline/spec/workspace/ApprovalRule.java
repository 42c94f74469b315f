package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import java.util.List;

/// How many people of which set must approve a change of the resources that a rule covers. A rule
/// that covers an endpoint covers its deployments and its traffic.
public record ApprovalRule(List<Glob> resources, int required, List<String> from) {
    public ApprovalRule {
        resources = List.copyOf(resources);
        from = List.copyOf(from);
    }

    public boolean covers(ResourceId id) {
        return matches(id)
                || belongsToEndpoint(id)
                        && matches(new ResourceId(Kind.ONLINE_ENDPOINT, id.endpoint()));
    }

    private boolean matches(ResourceId id) {
        return resources.stream().anyMatch(glob -> glob.matches(id.toString()));
    }

    private static boolean belongsToEndpoint(ResourceId id) {
        return id.kind() == Kind.ONLINE_DEPLOYMENT || id.kind() == Kind.TRAFFIC;
    }
}
