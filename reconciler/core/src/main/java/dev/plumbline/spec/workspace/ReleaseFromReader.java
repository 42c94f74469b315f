package dev.plumbline.spec.workspace;

import dev.plumbline.resource.Value.Fields;
import dev.plumbline.spec.problem.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks `release_from` of the workspaces of a `plumbline.yml`: each names another workspace of
/// the file, and no chain of them comes back to where it began.
final class ReleaseFromReader {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<Fields> entries;
    private final List<EntryFault> faults;

    ReleaseFromReader(List<Fields> entries, List<EntryFault> faults) {
        this.entries = entries;
        this.faults = faults;
        entries.forEach(entry ->
                entry.text("release_from")
                        .ifPresent(from -> sources.putIfAbsent(name(entry), from)));
    }

    private static String name(Fields entry) {
        return entry.text("name").orElseThrow();
    }

    void check() {
        Set<String> told = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String name = name(entries.get(i));
            Optional<String> from = entries.get(i).text("release_from");
            if (from.isPresent()) {
                List<String> at = List.of("workspaces", String.valueOf(i), "release_from");
                fault(name, from.get(), told)
                        .ifPresent(message -> faults.add(new EntryFault(at, message)));
            }
        }
    }

    private Optional<String> fault(String name, String from, Set<String> told) {
        if (from.equals(name)) {
            return Optional.of(
                    "\"%s\" is the workspace itself; name the workspace that is released before it, or remove release_from"
                            .formatted(from));
        }
        List<String> names = entries.stream().map(ReleaseFromReader::name).toList();
        if (!names.contains(from)) {
            return Optional.of(
                    "\"%s\" is no workspace of this file%s"
                            .formatted(
                                    from,
                                    Nearest.to(from, names)
                                            .filter(near -> !near.equals(name))
                                            .map(near -> "; did you mean \"" + near + "\"?")
                                            .orElse("; it declares " + others(names, name))));
        }
        List<String> chain = chain(name);
        boolean circle = chain.getLast().equals(name) && told.addAll(chain);
        return circle
                ? Optional.of(
                        "these release from one another in a circle: %s; remove one release_from"
                                .formatted(String.join(" from ", chain)))
                : Optional.empty();
    }

    private static String others(List<String> names, String name) {
        List<String> others = names.stream().filter(each -> !each.equals(name)).toList();
        return others.isEmpty() ? "no other one" : String.join(", ", others);
    }

    /// The workspace and those that it releases from, up to the first that comes again.
    private List<String> chain(String name) {
        List<String> chain = new ArrayList<>(List.of(name));
        String next = sources.get(name);
        while (next != null) {
            boolean again = chain.contains(next);
            chain.add(next);
            next = again ? null : sources.get(next);
        }
        return chain;
    }
}
