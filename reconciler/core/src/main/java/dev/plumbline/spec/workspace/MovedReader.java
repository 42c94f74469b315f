package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Kind;
import dev.plumbline.resource.ResourceId;
import dev.plumbline.resource.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `moved` of a `plumbline.yml`. Each name is left once and taken once, and no chain of
/// renames comes back to where it began.
final class MovedReader {
    private final List<EntryFault> faults;
    private final Map<ResourceId, ResourceId> steps = new LinkedHashMap<>();
    private final Map<ResourceId, Integer> taken = new LinkedHashMap<>();
    private final Map<ResourceId, Integer> left = new LinkedHashMap<>();

    MovedReader(List<EntryFault> faults) {
        this.faults = faults;
    }

    Moves read(List<Fields> entries) {
        for (int i = 0; i < entries.size(); i++) {
            List<String> at = List.of("moved", String.valueOf(i));
            Optional<ResourceId> from = id(entries.get(i), at, "from");
            Optional<ResourceId> to = id(entries.get(i), at, "to");
            if (from.isPresent() && to.isPresent()) {
                step(from.get(), to.get(), i);
            }
        }
        return new Moves(steps);
    }

    private Optional<ResourceId> id(Fields entry, List<String> at, String key) {
        String text = entry.text(key).orElseThrow();
        List<String> place = PlumblineFile.at(at, key);
        Optional<ResourceId> id = PlumblineFile.id(text, place, faults);
        if (id.isPresent() && id.get().kind() == Kind.TRAFFIC) {
            faults.add(
                    new EntryFault(
                            place,
                            "\"%s\" is renamed with its endpoint; write online-endpoint/%s"
                                    .formatted(text, id.get().name())));
            return Optional.empty();
        }
        if (id.isPresent() && id.get().kind() == Kind.ONLINE_DEPLOYMENT && !hasEndpoint(id.get())) {
            faults.add(
                    new EntryFault(
                            place,
                            "\"%s\" names no endpoint; write online-deployment/<endpoint>/<name>"
                                    .formatted(text)));
            return Optional.empty();
        }
        return id;
    }

    private static boolean hasEndpoint(ResourceId deployment) {
        int slash = deployment.name().indexOf('/');
        return slash > 0 && slash < deployment.name().length() - 1;
    }

    private void step(ResourceId from, ResourceId to, int index) {
        List<String> at = List.of("moved", String.valueOf(index));
        Optional<EntryFault> fault =
                wrong(from, to)
                        .map(message -> new EntryFault(PlumblineFile.at(at, "to"), message))
                        .or(() -> twice(left, from, PlumblineFile.at(at, "from"), "is renamed"))
                        .or(() -> twice(taken, to, PlumblineFile.at(at, "to"), "is a new name"));
        if (fault.isPresent()) {
            faults.add(fault.get());
            return;
        }
        left.put(from, index);
        taken.put(to, index);
        steps.put(from, to);
    }

    private Optional<String> wrong(ResourceId from, ResourceId to) {
        if (from.equals(to)) {
            return Optional.of("\"%s\" is its own new name; remove the entry".formatted(to));
        }
        if (from.kind() != to.kind()) {
            return Optional.of(
                    "\"%s\" is %s, but %s was %s; a rename keeps the kind: write %s/<name>"
                            .formatted(to, to.kind(), from, from.kind(), from.kind()));
        }
        return circle(from, to)
                ? Optional.of(
                        "\"%s\" closes a circle: it is renamed to %s further up; remove the older entry"
                                .formatted(to, from))
                : Optional.empty();
    }

    private boolean circle(ResourceId from, ResourceId to) {
        ResourceId at = to;
        while (at != null && !at.equals(from)) {
            at = steps.get(at);
        }
        return at != null;
    }

    private static Optional<EntryFault> twice(
            Map<ResourceId, Integer> seen, ResourceId id, List<String> at, String what) {
        return Optional.ofNullable(seen.get(id))
                .map(first ->
                        new EntryFault(
                                at,
                                "\"%s\" %s in moved.%d too; keep one of the two entries"
                                        .formatted(id, what, first)));
    }
}
