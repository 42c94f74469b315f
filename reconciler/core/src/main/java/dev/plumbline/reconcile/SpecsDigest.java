package dev.plumbline.reconcile;

import dev.plumbline.ledger.Release;
import dev.plumbline.plan.diff.Semantics;
import dev.plumbline.resource.Digest;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import dev.plumbline.spec.ResourceGraph;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What all specs of a workspace mean together, see [Release#specsOf]. It remembers the graph that
/// it was asked for last, so that the next costs what differs.
final class SpecsDigest {
    private final Map<Integer, SortedMap<ResourceId, Digest>> declared = new TreeMap<>();
    private final SortedMap<Integer, Digest> groups = new TreeMap<>();
    private ResourceGraph graph = ResourceGraph.EMPTY;

    synchronized Digest of(ResourceGraph now) {
        SharedMap.differences(graph.resources(), now.resources()).stream()
                .collect(Collectors.groupingBy(Release::groupOf))
                .forEach((group, ids) -> {
                    SortedMap<ResourceId, Digest> digests =
                            declared.computeIfAbsent(group, _ -> new TreeMap<>());
                    ids.forEach(id ->
                            now.get(id)
                                    .ifPresentOrElse(
                                            resource ->
                                                    digests.put(
                                                            id,
                                                            Semantics.declared(
                                                                    id.kind(), resource.spec())),
                                            () -> digests.remove(id)));
                    if (digests.isEmpty()) {
                        groups.remove(group);
                    } else {
                        groups.put(group, Release.ofGroup(digests));
                    }
                });
        graph = now;
        return Release.ofGroups(groups);
    }
}
