package dev.plumbline.ledger;

import dev.plumbline.plan.AppliedResource;
import dev.plumbline.plan.LastApplied;
import dev.plumbline.plan.ship.ShippedFrom;
import dev.plumbline.repository.Revision;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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
/// @param shippedFrom the release of another workspace that supplied it
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
        List<JobSuccess> successes,
        Optional<ShippedFrom> shippedFrom) {
    private static final int GROUPS = 1024;

    public Release {
        if (outcome == ReleaseOutcome.PENDING) {
            throw new IllegalArgumentException(
                    "a release has an outcome; what has none yet is an intent");
        }
        approvedBy = List.copyOf(approvedBy);
        changes = List.copyOf(changes);
        resources = SharedMap.copyOf(resources);
        begun = Set.copyOf(begun);
        successes = List.copyOf(successes);
    }

    /// A release of a workspace that makes everything by itself.
    public Release(
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
        this(
                source,
                specs,
                plan,
                trigger,
                outcome,
                approvedBy,
                changes,
                resources,
                begun,
                successes,
                Optional.empty());
    }

    /// The digest over the declared digests of all resources: equal when the specs of two commits
    /// are, in any order. It is made over the digests of groups of resources, so that another
    /// commit costs the groups that it changes.
    public static Digest specsOf(Map<ResourceId, Digest> declared) {
        Map<Integer, SortedMap<ResourceId, Digest>> groups = new TreeMap<>();
        declared.forEach((id, digest) ->
                groups.computeIfAbsent(groupOf(id), _ -> new TreeMap<>()).put(id, digest));
        SortedMap<Integer, Digest> digests = new TreeMap<>();
        groups.forEach((group, members) -> digests.put(group, ofGroup(members)));
        return ofGroups(digests);
    }

    /// The group of a resource, by what its id hashes to.
    public static int groupOf(ResourceId id) {
        int hash = id.toString().hashCode();
        return (hash ^ hash >>> 16) & GROUPS - 1;
    }

    public static Digest ofGroup(SortedMap<ResourceId, Digest> declared) {
        return ofLines(declared);
    }

    public static Digest ofGroups(SortedMap<Integer, Digest> groups) {
        return ofLines(groups);
    }

    private static Digest ofLines(SortedMap<?, Digest> digests) {
        StringBuilder text = new StringBuilder();
        digests.forEach((key, digest) -> text.append(key).append('\n').append(digest).append('\n'));
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
