package dev.plumbline.agent.cli.init;

import dev.plumbline.resource.Kind;
import dev.plumbline.spec.explain.SpecSurvey.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The folders of a repository that stand by themselves. Folders whose specs refer to each other
/// stand together; a folder of nothing but assets and components is shared by all that refer to it.
final class Units {
    /// Folders that make a workspace.
    ///
    /// @param folders without the slash at the end; empty for files at the top
    /// @param shared those of others that it uses
    record Group(Set<String> folders, Set<String> shared, List<Found> specs) {}

    private final Map<String, List<Found>> units = new TreeMap<>();
    private final Map<String, Set<String>> uses = new TreeMap<>();

    private Units(List<Found> specs) {
        String prefix = commonFolder(specs);
        for (Found spec : specs) {
            units.computeIfAbsent(unit(spec.path(), prefix), _ -> new ArrayList<>()).add(spec);
        }
        Map<String, Set<String>> declaring = declaring();
        units.forEach((unit, found) -> uses.put(unit, used(unit, found, declaring, prefix)));
    }

    static List<Group> groups(List<Found> specs) {
        return new Units(specs).groups();
    }

    private List<Group> groups() {
        Map<String, String> leader = new TreeMap<>();
        units.keySet().forEach(unit -> leader.put(unit, unit));
        uses.forEach((unit, others) ->
                others.stream()
                        .filter(other -> !isShared(other) && !isShared(unit))
                        .forEach(other -> merge(leader, unit, other)));
        Map<String, Set<String>> groups = new TreeMap<>();
        leader.forEach(
                (unit, head) -> groups.computeIfAbsent(head, _ -> new TreeSet<>()).add(unit));
        return groups.values().stream()
                .filter(folders -> folders.stream().noneMatch(this::isShared))
                .map(this::group)
                .toList();
    }

    private Group group(Set<String> folders) {
        Set<String> shared = new LinkedHashSet<>();
        folders.forEach(folder -> share(folder, shared));
        shared.removeAll(folders);
        List<Found> specs = new ArrayList<>();
        folders.forEach(folder -> specs.addAll(units.getOrDefault(folder, List.of())));
        shared.forEach(folder -> specs.addAll(units.getOrDefault(folder, List.of())));
        return new Group(folders, new TreeSet<>(shared), specs);
    }

    private void share(String unit, Set<String> shared) {
        for (String other : uses.getOrDefault(unit, Set.of())) {
            if (isShared(other) && shared.add(other)) {
                share(other, shared);
            }
        }
    }

    private static void merge(Map<String, String> leader, String a, String b) {
        String from = leader.getOrDefault(b, b);
        String to = leader.getOrDefault(a, a);
        leader.replaceAll((_, head) -> head.equals(from) ? to : head);
    }

    /// Assets and components alone, and somebody refers to them.
    private boolean isShared(String unit) {
        return units.getOrDefault(unit, List.of()).stream().allMatch(Units::isAsset)
                && uses.values().stream().anyMatch(others -> others.contains(unit));
    }

    private static boolean isAsset(Found spec) {
        return spec.kind().isComponent()
                || spec.kind()
                        .resource()
                        .filter(kind -> kind.family() == Kind.Family.ASSET)
                        .isPresent();
    }

    /// The units that declare or produce a name.
    private Map<String, Set<String>> declaring() {
        Map<String, Set<String>> declaring = new TreeMap<>();
        units.forEach((unit, found) -> {
            for (Found spec : found) {
                Collection<String> names = new TreeSet<>(spec.produces());
                spec.id()
                        .ifPresent(id ->
                                names.add(
                                        id.kind() == Kind.ONLINE_ENDPOINT
                                                ? id.toString()
                                                : id.name()));
                names.forEach(
                        name -> declaring.computeIfAbsent(name, _ -> new TreeSet<>()).add(unit));
            }
        });
        return declaring;
    }

    /// A name that several units declare tells nothing.
    private static Set<String> used(
            String unit, List<Found> found, Map<String, Set<String>> declaring, String prefix) {
        Set<String> used =
                found.stream()
                        .flatMap(spec -> spec.names().stream())
                        .map(name -> declaring.getOrDefault(name, Set.of()))
                        .filter(units -> units.size() == 1 && !units.contains(unit))
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(TreeSet::new));
        found.stream()
                .flatMap(spec -> spec.paths().stream())
                .map(path -> unit(path, prefix))
                .forEach(used::add);
        used.remove(unit);
        return used;
    }

    /// The folder that holds everything, down to where specs part.
    private static String commonFolder(List<Found> specs) {
        String prefix = "";
        while (true) {
            int from = prefix.length();
            Set<String> next =
                    specs.stream()
                            .map(spec -> spec.path().substring(from))
                            .map(path ->
                                    path.contains("/")
                                            ? path.substring(0, path.indexOf('/') + 1)
                                            : "")
                            .collect(Collectors.toSet());
            if (next.size() != 1 || next.contains("")) {
                return prefix;
            }
            prefix += next.iterator().next();
        }
    }

    private static String unit(String path, String prefix) {
        int from = path.startsWith(prefix) ? prefix.length() : 0;
        int slash = path.indexOf('/', from);
        if (slash >= 0) {
            return path.substring(0, slash);
        }
        return from == 0 ? "" : path.substring(0, from - 1);
    }
}
