package dev.plumbline.plan;

import dev.plumbline.resource.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is to be done with temporary siblings, by the deployments in whose place they serve.
record SiblingPlans(Map<ResourceId, PlannedResource> plans) {
    /// Those that are needed.
    Map<ResourceId, PlannedResource> standing() {
        Map<ResourceId, PlannedResource> standing = new TreeMap<>(plans);
        standing.values().removeIf(SiblingPlans::isDelete);
        return standing;
    }

    List<PlannedResource> deletes() {
        return plans.values().stream().filter(SiblingPlans::isDelete).toList();
    }

    boolean isFor(ResourceId sibling) {
        return plans.values().stream().anyMatch(each -> each.id().equals(sibling));
    }

    private static boolean isDelete(PlannedResource planned) {
        return planned.verdict().action().equals("delete");
    }
}
