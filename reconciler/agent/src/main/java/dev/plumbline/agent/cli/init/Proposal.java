package dev.plumbline.agent.cli.init;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One workspace over the specs that are there, on the embedded platform: what can be tried without
/// an account anywhere.
///
/// @param workspace its name
/// @param include the patterns of the files that belong to it
/// @param specs how many specs of each schema there are
public record Proposal(String workspace, List<String> include, Map<String, Integer> specs) {
    public Proposal {
        include = List.copyOf(include);
    }

    /// @param folder the name of the repository's folder
    /// @param found each spec's schema by its path
    public static Proposal of(String folder, Map<String, String> found) {
        TreeSet<String> include = new TreeSet<>();
        found.keySet().forEach(path -> include.add(pattern(path)));
        TreeMap<String, Integer> specs = new TreeMap<>();
        found.values().forEach(schema -> specs.merge(schema, 1, Integer::sum));
        return new Proposal(name(folder), List.copyOf(include), specs);
    }

    private static String pattern(String path) {
        int slash = path.indexOf('/');
        if (slash >= 0) {
            return path.substring(0, slash) + "/**";
        }
        return path.endsWith(".yaml") ? "*.yaml" : "*.yml";
    }

    private static String name(String folder) {
        String name =
                folder.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return name.isEmpty() ? "main" : name;
    }

    /// `3 commandJob, 1 environment`.
    public String describe() {
        return specs.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /// The text of `plumbline.yml`.
    public String yaml() {
        String patterns =
                include.stream()
                        .map(pattern ->
                                "\"" + pattern.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(", "));
        return """
        $schema: https://plumbline.dev/schemas/plumbline.schema.json
        workspaces:
          - name: %s
            platform: local  # the embedded platform; an Azure ML workspace is named in the agent's configuration
            include: [%s]
            sync: {automated: true, prune: false, self_heal: false}
        """
                .formatted(workspace, patterns);
    }
}
