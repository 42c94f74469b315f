package dev.plumbline.gate;

import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlannedResource;
import dev.plumbline.plan.Verdict;
import dev.plumbline.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A plan with what is held.
///
/// @param held per resource, what it waits for and who can release it
/// @param next when time alone releases the next of them
public record GatedPlan(Plan plan, Map<ResourceId, String> held, Optional<Instant> next) {
    public GatedPlan {
        held = new TreeMap<>(held);
    }

    public Optional<String> held(ResourceId id) {
        return Optional.ofNullable(held.get(id));
    }

    /// The changes that are wholly known and let through.
    public List<PlannedResource> allowed() {
        return plan.open().stream()
                .filter(resource ->
                        resource.verdict() instanceof Verdict.Due
                                && !held.containsKey(resource.id()))
                .toList();
    }
}
