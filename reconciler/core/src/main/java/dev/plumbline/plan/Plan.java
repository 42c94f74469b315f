package dev.plumbline.plan;

import dev.plumbline.resource.Digest;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.SharedMap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is due in a workspace, in the order in which it is to be done: everything after what it
/// needs, deletes last and in reverse. Every declared resource is in it once, the current ones too;
/// what is not current stands apart, so that looking for it costs what it is.
public final class Plan {
    private final String workspace;
    private final String commit;
    private final Map<ResourceId, PlannedResource> planned;
    private final List<PlannedResource> open;
    private final Supplier<List<PlannedResource>> ordered;
    private final Set<ResourceId> unreleased;
    private final Set<ResourceId> gone;
    private final Set<ResourceId> ignoring;
    private final List<Orphan> orphans;

    private Plan(
            String workspace,
            String commit,
            Map<ResourceId, PlannedResource> planned,
            List<PlannedResource> open,
            Supplier<List<PlannedResource>> ordered,
            Set<ResourceId> unreleased,
            Set<ResourceId> gone,
            Set<ResourceId> ignoring,
            List<Orphan> orphans) {
        this.workspace = workspace;
        this.commit = commit;
        this.planned = planned;
        this.open = List.copyOf(open);
        this.ordered = ordered;
        this.unreleased = unreleased;
        this.gone = gone;
        this.ignoring = ignoring;
        this.orphans = List.copyOf(orphans);
    }

    /// A plan of these resources, in this order.
    public Plan(String workspace, String commit, List<PlannedResource> resources) {
        this(
                workspace,
                commit,
                with(SharedMap.empty(), resources),
                resources.stream().filter(each -> !each.isCurrent()).toList(),
                () -> List.copyOf(resources),
                Set.of(),
                Set.of(),
                resources.stream()
                        .filter(each -> !each.ignored().isEmpty())
                        .map(PlannedResource::id)
                        .collect(Collectors.toSet()),
                List.of());
    }

    /// @param declared what is said of each declared resource
    /// @param siblings by their deployments, the temporary siblings that are needed
    /// @param open those of them that are not current, in order
    /// @param unreleased see [#unreleased()]
    /// @param gone see [#gone()]
    /// @param ignoring what differs in fields that are left as they are
    /// @param orphans see [#orphans()]
    Plan(
            Desired desired,
            SharedMap<ResourceId, PlannedResource> declared,
            Map<ResourceId, PlannedResource> siblings,
            List<PlannedResource> open,
            List<PlannedResource> deletes,
            Set<ResourceId> unreleased,
            Set<ResourceId> gone,
            Set<ResourceId> ignoring,
            List<Orphan> orphans) {
        this(
                desired.workspace(),
                desired.commit(),
                with(with(declared, deletes), List.copyOf(siblings.values())),
                Stream.concat(open.stream(), deletes.stream()).toList(),
                () ->
                        Stream.concat(
                                        desired.graph().ordered().stream()
                                                .map(Resource::id)
                                                .flatMap(id ->
                                                        Stream.concat(
                                                                Stream.ofNullable(siblings.get(id)),
                                                                Stream.ofNullable(
                                                                        declared.get(id)))),
                                        deletes.stream())
                                .toList(),
                unreleased,
                gone,
                ignoring,
                orphans);
    }

    private static SharedMap<ResourceId, PlannedResource> with(
            SharedMap<ResourceId, PlannedResource> planned, List<PlannedResource> more) {
        Map<ResourceId, Optional<PlannedResource>> added = new HashMap<>();
        more.forEach(each -> added.putIfAbsent(each.id(), Optional.of(each)));
        return planned.with(added);
    }

    /// The same with another resource ahead of all.
    public Plan headedBy(PlannedResource first) {
        return new Plan(
                workspace,
                commit,
                with(SharedMap.copyOf(planned), List.of(first)),
                Stream.concat(Stream.of(first), open.stream()).toList(),
                () -> Stream.concat(Stream.of(first), ordered.get().stream()).toList(),
                unreleased,
                gone,
                ignoring,
                orphans);
    }

    public String workspace() {
        return workspace;
    }

    public String commit() {
        return commit;
    }

    /// Everything, in order; gathered each time, so that what is [#open()] is cheaper to ask for.
    public List<PlannedResource> resources() {
        return ordered.get();
    }

    /// What is not as declared, in order.
    public List<PlannedResource> open() {
        return open;
    }

    /// Of the declared resources those that a release will hold otherwise than the last one does,
    /// as far as that is known.
    public Set<ResourceId> unreleased() {
        return unreleased;
    }

    /// What the last release holds and nothing declares any more.
    public Set<ResourceId> gone() {
        return gone;
    }

    public Optional<PlannedResource> get(ResourceId id) {
        return Optional.ofNullable(planned.get(id));
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

    /// What the workspace made or took over and declares no more, and no commit removed; in order
    /// of id.
    public List<Orphan> orphans() {
        return orphans;
    }

    /// What differs in fields that are left as they are.
    public List<PlannedResource> ignoring() {
        return ignoring.stream().sorted().map(planned::get).toList();
    }

    /// What takes an action, now or later.
    public List<PlannedResource> changes() {
        return open.stream()
                .filter(resource -> !resource.verdict().action().equals("none"))
                .toList();
    }

    /// How many resources take each action, `none` included.
    public Map<String, Integer> summary() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String action : List.of("create", "update", "replace", "delete", "run")) {
            counts.put(action, 0);
        }
        counts.put("none", planned.size() - open.size());
        open.forEach(resource -> counts.merge(resource.verdict().action(), 1, Integer::sum));
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
        return open.stream().anyMatch(each -> each.verdict() instanceof Verdict.Underway);
    }
}
