package dev.plumbline.spec.workspace;

import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.stream.Stream;

/// How many people of which set must approve a change of the resources that a rule covers. A rule
/// that covers an endpoint covers its deployments and its traffic.
public record ApprovalRule(List<Glob> resources, int required, List<String> from) {
    /// Stands for the code owners of what a change comes from; no person's name.
    public static final String CODE_OWNERS = "code-owners";

    public ApprovalRule {
        resources = List.copyOf(resources);
        from = List.copyOf(from);
    }

    public boolean asksCodeOwners() {
        return from.contains(CODE_OWNERS);
    }

    /// The same, where these stand in the place of the code owners.
    public ApprovalRule ofOwners(List<String> owners, int atLeast) {
        return new ApprovalRule(
                resources,
                Math.max(required, atLeast),
                Stream.concat(
                                owners.stream(),
                                from.stream().filter(name -> !name.equals(CODE_OWNERS)))
                        .distinct()
                        .toList());
    }

    public boolean covers(ResourceId id) {
        return Coverage.covers(resources, id);
    }
}
