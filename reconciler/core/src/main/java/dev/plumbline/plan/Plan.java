package dev.plumbline.plan;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What is due in a workspace, in the order in which it is to be done: everything after what it
/// needs, deletes last and in reverse. Every declared resource is in it once, the current ones too.
public record Plan(String workspace, String commit, List<PlannedResource> resources) {
    public Plan {
        resources = List.copyOf(resources);
    }

    public Optional<PlannedResource> get(ResourceId id) {
        return resources.stream().filter(resource -> resource.id().equals(id)).findFirst();
    }

    /// A resource and all that has to be as declared before it.
    public Set<ResourceId> withNeeds(ResourceId id) {
        Set<ResourceId> found = new HashSet<>();
        Deque<ResourceId> left = new ArrayDeque<>(List.of(id));
        while (!left.isEmpty()) {
            ResourceId next = left.pop();
            if (found.add(next)) {
                get(next).ifPresent(resource -> left.addAll(resource.after()));
            }
        }
        return found;
    }

    /// What takes an action, now or later.
    public List<PlannedResource> changes() {
        return resources.stream()
                .filter(resource -> !resource.verdict().action().equals("none"))
                .toList();
    }

    /// How many resources take each action, `none` included.
    public Map<String, Integer> summary() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String action : List.of("create", "update", "replace", "delete", "run", "none")) {
            counts.put(action, 0);
        }
        resources.forEach(resource -> counts.merge(resource.verdict().action(), 1, Integer::sum));
        return counts;
    }

    /// Names the plan: the same changes on the same fields have the same digest.
    public Digest digest() {
        Map<String, String> lines = new TreeMap<>();
        for (PlannedResource resource : changes()) {
            lines.put(
                    resource.id().toString(),
                    resource.verdict().action()
                            + resource.fields()
                            + resource.effective().map(AppliedResource::digest));
        }
        return Digest.ofText(workspace + lines);
    }

    /// Whether something of it goes on at the platform.
    public boolean isUnderway() {
        return resources.stream().anyMatch(each -> each.verdict() instanceof Verdict.Underway);
    }
}
