package dev.plumbline.agent.cli.init;

import dev.plumbline.resource.Kind;
import dev.plumbline.spec.explain.SpecSurvey.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the partial specs of a workspace lack: values that can be told from what stands beside
/// them, and values that only a person knows.
///
/// @param told what is set, with the files
/// @param open keys with a placeholder each, with the files
/// @param tokens that have no value
record Missing(List<Entry> told, List<Entry> open, Set<String> tokens) {
    record Entry(List<String> files, Map<String, String> values) {}

    /// @param specs those that the workspace applies
    /// @param all the paths of all specs of the repository
    static Missing of(List<Found> specs, Collection<String> all) {
        Map<String, String> endpoints = endpoints(specs);
        Map<Map<String, String>, List<String>> told = new LinkedHashMap<>();
        Map<Map<String, String>, List<String>> open = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(endpoints.values());
        Set<String> tokens = new TreeSet<>();
        for (Found spec : specs) {
            tokens.addAll(spec.missing().tokens());
            Map<String, String> known = new TreeMap<>();
            Map<String, String> unknown = new TreeMap<>();
            List<String> keys = new ArrayList<>(spec.missing().keys());
            keys.addAll(spec.missing().placeholders());
            for (String key : keys) {
                told(spec, key, endpoints, names)
                        .ifPresentOrElse(
                                value -> known.put(key, value),
                                () -> unknown.put(key, placeholder(key)));
            }
            note(known, spec, told);
            note(unknown, spec, open);
        }
        return new Missing(entries(told, all), entries(open, all), tokens);
    }

    private static void note(
            Map<String, String> values, Found spec, Map<Map<String, String>, List<String>> into) {
        if (!values.isEmpty()) {
            into.computeIfAbsent(values, _ -> new ArrayList<>()).add(spec.path());
        }
    }

    private static List<Entry> entries(
            Map<Map<String, String>, List<String>> groups, Collection<String> all) {
        return groups.entrySet().stream()
                .map(group -> new Entry(GlobCover.of(group.getValue(), all), group.getKey()))
                .toList();
    }

    private static Optional<String> told(
            Found spec, String key, Map<String, String> endpoints, Set<String> names) {
        boolean applied = spec.kind().resource().isPresent();
        if (key.equals("endpoint_name") && applied) {
            return Optional.ofNullable(endpoints.get(folder(spec.path())));
        }
        if (key.equals("name")
                && spec.kind().resource().filter(Kind.ONLINE_DEPLOYMENT::equals).isPresent()) {
            return Optional.of(slug(stem(spec.path())));
        }
        if (key.equals("name")
                && spec.kind().resource().filter(Kind.ONLINE_ENDPOINT::equals).isPresent()) {
            String slug = slug(last(folder(spec.path())) + "-" + stem(spec.path()));
            String unique = slug;
            for (int i = 2; !names.add(unique); i++) {
                unique = slug.substring(0, Math.min(slug.length(), 28)) + "-" + i;
            }
            return Optional.of(unique);
        }
        return Optional.empty();
    }

    /// The endpoint that stands alone in a folder.
    private static Map<String, String> endpoints(List<Found> specs) {
        Map<String, List<String>> found = new HashMap<>();
        for (Found spec : specs) {
            spec.id()
                    .filter(id -> id.kind() == Kind.ONLINE_ENDPOINT)
                    .ifPresent(id ->
                            found.computeIfAbsent(folder(spec.path()), _ -> new ArrayList<>())
                                    .add(id.name()));
        }
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().size() == 1)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().getFirst()));
    }

    private static String placeholder(String key) {
        return key.equals("model") ? "azureml:<name>:<version>" : "<" + key + ">";
    }

    /// As names of endpoints and deployments may be: 3 to 32 letters, digits and dashes.
    private static String slug(String text) {
        String slug =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[^a-z]+|-+$", "");
        String whole = slug.length() < 3 ? "endpoint-" + slug : slug;
        return whole.substring(0, Math.min(whole.length(), 32)).replaceAll("-+$", "");
    }

    private static String folder(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    private static String last(String folder) {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }

    private static String stem(String path) {
        String name = last(path);
        return name.substring(0, name.lastIndexOf('.'));
    }
}
