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
/// @param holds per resource, every gate that holds it; what it is told to wait for first
/// @param next when time alone releases the next of them
/// @param since per resource, since when its change is held as it is now, where that is known
public record GatedPlan(
        Plan plan,
        Map<ResourceId, List<Hold>> holds,
        Optional<Instant> next,
        Map<ResourceId, HeldSince> since) {
    public GatedPlan {
        holds = new TreeMap<>(holds);
        since = Map.copyOf(since);
    }

    /// A plan of which nobody knows since when it is held.
    public GatedPlan(Plan plan, Map<ResourceId, List<Hold>> holds, Optional<Instant> next) {
        this(plan, holds, next, Map.of());
    }

    /// The same, with what is known of since when it is held.
    public GatedPlan since(Map<ResourceId, HeldSince> known) {
        return new GatedPlan(plan, holds, next, known);
    }

    /// Since when the change of a resource is held as it is now.
    public Optional<HeldSince> since(ResourceId id) {
        return Optional.ofNullable(since.get(id));
    }

    /// Per resource, what it waits for and who can release it.
    public Map<ResourceId, String> held() {
        Map<ResourceId, String> held = new TreeMap<>();
        holds.forEach((id, found) -> held.put(id, found.getFirst().reason()));
        return held;
    }

    /// The same without what is only kept warm.
    public Map<ResourceId, String> heldBack() {
        Map<ResourceId, String> held = held();
        held.keySet().removeIf(this::isKeptWarm);
        return held;
    }

    public Optional<String> held(ResourceId id) {
        return hold(id).map(Hold::reason);
    }

    /// What a resource waits for first.
    public Optional<Hold> hold(ResourceId id) {
        return Optional.ofNullable(holds.get(id)).map(List::getFirst);
    }

    /// Whether a resource is only kept for a while in case of an undo: Git is done with it.
    public boolean isKeptWarm(ResourceId id) {
        List<Hold> found = holds.getOrDefault(id, List.of());
        return !found.isEmpty() && found.stream().allMatch(hold -> hold.gate() == Hold.Gate.WARM);
    }

    /// What takes approvals now, whatever else holds it; without the parts of what is made anew,
    /// which are approved with that.
    public List<PlannedResource> awaitingApproval() {
        return plan.changes().stream()
                .filter(change -> change.partOf().isEmpty())
                .filter(change ->
                        holds.getOrDefault(change.id(), List.of()).stream()
                                .anyMatch(Hold::takesApproval))
                .toList();
    }

    /// What takes an approval that names it.
    public List<PlannedResource> heedingApproval() {
        return plan.changes().stream()
                .filter(change -> change.partOf().isEmpty())
                .filter(change ->
                        holds.getOrDefault(change.id(), List.of()).stream()
                                .anyMatch(Hold::heedsApproval))
                .toList();
    }

    /// The changes that are wholly known and let through.
    public List<PlannedResource> allowed() {
        return plan.open().stream()
                .filter(resource ->
                        resource.verdict() instanceof Verdict.Due
                                && !holds.containsKey(resource.id()))
                .toList();
    }
}
