package dev.plumbline.spec.workspace;

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
        return Coverage.covers(resources, id);
    }
}
