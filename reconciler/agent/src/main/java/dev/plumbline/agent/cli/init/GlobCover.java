package dev.plumbline.agent.cli.init;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Few patterns that match all of some files and none of others: whole folders where they can be,
/// then a file name or an ending that stands in several folders, then single files.
final class GlobCover {
    private static final String FOLDER = "/**";

    private GlobCover() {}

    /// @param wanted paths that the patterns match
    /// @param others paths that they must not match; what is in neither does not matter
    static List<String> of(Collection<String> wanted, Collection<String> others) {
        Set<String> foreign = new TreeSet<>(others);
        foreign.removeAll(wanted);
        List<String> patterns = new ArrayList<>();
        List<String> single = new ArrayList<>();
        folder("", new TreeSet<>(wanted), foreign, patterns, single);
        List<String> left = named(new TreeSet<>(single), foreign, GlobCover::name, "", patterns);
        left = named(new TreeSet<>(left), foreign, GlobCover::ending, "*", patterns);
        patterns.addAll(left);
        return patterns.stream().sorted().toList();
    }

    /// Takes out what shares a name, or an ending, with at least two others and with nothing
    /// foreign in the same folder, as high up as can be.
    ///
    /// @return what is left
    private static List<String> named(
            Set<String> single,
            Set<String> foreign,
            UnaryOperator<String> key,
            String star,
            List<String> patterns) {
        List<String> left = new ArrayList<>();
        single.stream()
                .collect(
                        Collectors.groupingBy(
                                key, TreeMap::new, Collectors.toCollection(TreeSet::new)))
                .forEach((name, paths) -> {
                    Set<String> alike =
                            foreign.stream()
                                    .filter(path -> key.apply(path).equals(name))
                                    .collect(Collectors.toCollection(TreeSet::new));
                    within("", paths, alike, star + name, patterns, left);
                });
        return left;
    }

    private static void within(
            String folder,
            Set<String> paths,
            Set<String> alike,
            String name,
            List<String> patterns,
            List<String> left) {
        if (paths.size() > 2 && alike.isEmpty()) {
            patterns.add((folder.isEmpty() ? "" : folder + "/") + "**/" + name);
            return;
        }
        byChild(folder, paths)
                .forEach((child, inside) -> {
                    if (child.isEmpty() || inside.size() < 3) {
                        left.addAll(inside);
                    } else {
                        within(child, inside, inside(child, alike), name, patterns, left);
                    }
                });
    }

    private static void folder(
            String folder,
            Set<String> wanted,
            Set<String> foreign,
            List<String> patterns,
            List<String> single) {
        if (wanted.isEmpty()) {
            return;
        }
        if (wanted.size() > 1 && foreign.isEmpty()) {
            patterns.add(folder.isEmpty() ? "**" : folder + FOLDER);
            return;
        }
        Map<String, Set<String>> below = byChild(folder, wanted);
        below.forEach((child, paths) -> {
            if (child.isEmpty()) {
                single.addAll(paths);
            } else {
                folder(child, paths, inside(child, foreign), patterns, single);
            }
        });
    }

    /// The paths by the folder that they are in below a folder; those directly in it under nothing.
    private static Map<String, Set<String>> byChild(String folder, Set<String> paths) {
        int from = folder.isEmpty() ? 0 : folder.length() + 1;
        Map<String, Set<String>> children = new TreeMap<>();
        for (String path : paths) {
            int slash = path.indexOf('/', from);
            String child = slash < 0 ? "" : path.substring(0, slash);
            children.computeIfAbsent(child, _ -> new TreeSet<>()).add(path);
        }
        return children;
    }

    private static Set<String> inside(String folder, Set<String> paths) {
        return paths.stream()
                .filter(path -> path.startsWith(folder + "/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The last word of the name: `pipeline.yml` of `train-pipeline.yml`.
    private static String ending(String path) {
        String name = name(path);
        return name.substring(1 + Math.max(name.lastIndexOf('-'), name.lastIndexOf('_')));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
