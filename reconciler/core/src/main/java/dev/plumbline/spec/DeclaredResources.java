package dev.plumbline.spec;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.Resource;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Reference;
import dev.plumbline.spec.compile.Compiled;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The resources that the documents of a workspace declare: one for each id, that of the first
/// file. A component is one only while something names it.
final class DeclaredResources {
    /// In the order of files.
    private final Map<ResourceId, List<Resource>> declared = new HashMap<>();

    /// How many resources name a component.
    private final Map<ResourceId, Integer> named = new HashMap<>();

    private final Set<ResourceId> twice = new TreeSet<>();
    private final Set<ResourceId> touched = new HashSet<>();

    void replace(Compiled before, Compiled after) {
        before.resources().forEach(this::remove);
        before.component().ifPresent(this::remove);
        after.resources().forEach(this::add);
        after.component().ifPresent(this::add);
        before.resources().forEach(resource -> name(resource, -1));
        after.resources().forEach(resource -> name(resource, 1));
    }

    private void add(Resource resource) {
        declared.merge(
                resource.id(),
                List.of(resource),
                (known, _) ->
                        Stream.concat(known.stream(), Stream.of(resource))
                                .sorted(Comparator.comparing(each -> each.source().path()))
                                .toList());
        touch(resource.id());
    }

    private void remove(Resource resource) {
        List<Resource> left =
                files(resource.id()).stream()
                        .filter(each -> !each.source().path().equals(resource.source().path()))
                        .toList();
        if (left.isEmpty()) {
            declared.remove(resource.id());
        } else {
            declared.put(resource.id(), left);
        }
        touch(resource.id());
    }

    private List<Resource> files(ResourceId id) {
        return declared.getOrDefault(id, List.of());
    }

    private void touch(ResourceId id) {
        touched.add(id);
        if (files(id).size() > 1) {
            twice.add(id);
        } else {
            twice.remove(id);
        }
    }

    private void name(Resource resource, int more) {
        for (Reference reference : resource.references()) {
            ResourceId id = reference.target();
            if (id.kind() == Kind.COMPONENT) {
                named.merge(id, more, Integer::sum);
                named.remove(id, 0);
                touched.add(id);
            }
        }
    }

    /// What changed since this was asked last: each id with its resource, empty when there is none
    /// any more.
    Map<ResourceId, Optional<Resource>> changes() {
        Map<ResourceId, Optional<Resource>> changes = new TreeMap<>();
        touched.forEach(id -> changes.put(id, resource(id)));
        touched.clear();
        return changes;
    }

    private Optional<Resource> resource(ResourceId id) {
        return files(id).stream().filter(_ -> isRegistered(id)).findFirst();
    }

    private boolean isRegistered(ResourceId id) {
        return id.kind() != Kind.COMPONENT || named.containsKey(id);
    }

    /// Ids that stand in several files.
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (ResourceId id : twice) {
            if (isRegistered(id)) {
                List<Resource> files = files(id);
                files.stream()
                        .skip(1)
                        .forEach(other -> problems.add(duplicate(other, files.getFirst())));
            }
        }
        return problems;
    }

    private static Problem duplicate(Resource resource, Resource first) {
        return Problem.error(
                resource.source().path(),
                new Position(resource.source().line(), 1),
                "duplicate-id",
                resource.id()
                        + " is declared here and in "
                        + first.source()
                        + "; rename or remove one of them");
    }
}
