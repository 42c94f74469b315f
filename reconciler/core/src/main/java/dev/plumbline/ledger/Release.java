package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Everything that a sync resolved for a workspace at a commit, and what came of it.
///
/// @param source the commit of the specs
/// @param specs what all specs of the workspace mean together, see [#specsOf]
/// @param plan the digest of the plan that was applied
/// @param trigger what led to it, for people: `push`, `poll`, `plumb sync by ada`
/// @param approvedBy who approved, for people; empty when nobody had to
/// @param resources every resource that the workspace holds now, changed or not
/// @param begun what it does not hold and may be there all the same: a sync began to make it
/// @param successes the successes of jobs; those of earlier releases need not be repeated
public record Release(
        Revision source,
        Digest specs,
        Digest plan,
        String trigger,
        ReleaseOutcome outcome,
        List<String> approvedBy,
        List<ChangeRecord> changes,
        Map<ResourceId, AppliedResource> resources,
        Set<ResourceId> begun,
        List<JobSuccess> successes) {
    public Release {
        if (outcome == ReleaseOutcome.PENDING) {
            throw new IllegalArgumentException(
                    "a release has an outcome; what has none yet is an intent");
        }
        approvedBy = List.copyOf(approvedBy);
        changes = List.copyOf(changes);
        resources = Map.copyOf(resources);
        begun = Set.copyOf(begun);
        successes = List.copyOf(successes);
    }

    /// The digest over the declared digests of all resources: equal when the specs of two commits
    /// are, in any order.
    public static Digest specsOf(Map<ResourceId, Digest> declared) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(declared)
                .forEach((id, digest) -> text.append(id).append('\n').append(digest).append('\n'));
        return Digest.ofText(text.toString());
    }

    /// What a plan compares with.
    public LastApplied lastApplied() {
        Map<Digest, Map<ResourceId, Map<ResourceId, String>>> registered = new HashMap<>();
        successes.forEach(success ->
                registered
                        .computeIfAbsent(success.digest(), _ -> new HashMap<>())
                        .put(success.job(), success.registered()));
        return new LastApplied(resources, begun, registered);
    }
}
