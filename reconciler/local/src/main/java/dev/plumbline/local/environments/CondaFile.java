package dev.plumbline.local.environments;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/// What a conda file says, in a normal form. Format:
/// <https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html>.
///
/// @param channels in the order written, which is their priority
/// @param packages what only conda can install: everything but Python and pip, in order
record CondaFile(
        PythonRequest python, List<String> channels, List<String> packages, PipRequirements pip) {
    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "(?:[\\w./:-]+::)?(?<name>[A-Za-z0-9_][A-Za-z0-9._-]*)(?<rest>(?:[\\s=<>!~\\[].*)?)");

    CondaFile {
        channels = List.copyOf(channels);
        packages = List.copyOf(packages);
    }

    static CondaFile parse(String text) throws EnvironmentException {
        if (!(load(text) instanceof Map<?, ?> file)) {
            throw problem("it is no mapping; it needs a list under `dependencies:`");
        }
        if (file.containsKey("variables")) {
            throw problem(
                    "`variables` only act where conda activates; move them to the job's `environment_variables`");
        }
        List<String> channels = new ArrayList<>();
        for (Object channel : list(file.get("channels"), "channels")) {
            channels.add(String.valueOf(channel).strip());
        }
        Dependencies found = new Dependencies();
        for (Object dependency : list(file.get("dependencies"), "dependencies")) {
            found.add(dependency);
        }
        return new CondaFile(
                found.python, channels, List.copyOf(found.packages), PipRequirements.of(found.pip));
    }

    /// The dependencies as they are read one after the other.
    private static final class Dependencies {
        private PythonRequest python = PythonRequest.ANY;
        private final TreeSet<String> packages = new TreeSet<>();
        private final List<String> pip = new ArrayList<>();

        void add(@Nullable Object dependency) throws EnvironmentException {
            switch (dependency) {
                case String text -> addPackage(text.strip());
                case Map<?, ?> map when map.size() == 1 && map.containsKey("pip") -> {
                    for (Object line : list(map.get("pip"), "dependencies: pip")) {
                        pip.add(String.valueOf(line));
                    }
                }
                case null, default ->
                        throw problem(
                                "\"%s\" under `dependencies` is no package; write `- numpy=2.1`, or a list under `- pip:`"
                                        .formatted(dependency));
            }
        }

        private void addPackage(String text) throws EnvironmentException {
            Matcher matcher = DEPENDENCY.matcher(text);
            if (!matcher.matches()) {
                throw problem(
                        "\"%s\" under `dependencies` is no package; write `- numpy=2.1`"
                                .formatted(text));
            }
            String rest = matcher.group("rest").strip();
            switch (matcher.group("name").toLowerCase(Locale.ROOT)) {
                case "python" -> python = PythonRequest.parse(rest);
                case "pip" -> {
                    // pip is the tool, not a part of what is meant
                }
                default -> packages.add(normal(text));
            }
        }
    }

    private static String normal(String text) {
        String tight = text.replaceAll("\\s*([=<>!~,|]+)\\s*", "$1").replaceAll("\\s+", " ");
        return tight.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object load(String text) throws EnvironmentException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            String place =
                    e.getProblemMark() == null
                            ? ""
                            : "line %d, column %d: "
                                    .formatted(
                                            e.getProblemMark().getLine() + 1,
                                            e.getProblemMark().getColumn() + 1);
            throw new EnvironmentException(
                    "conda file: " + place + e.getProblem() + "; correct the YAML there", e);
        } catch (YAMLException e) {
            throw new EnvironmentException(
                    "conda file: it is no YAML that can be read: " + e.getMessage(), e);
        }
    }

    private static List<?> list(@Nullable Object value, String key) throws EnvironmentException {
        return switch (value) {
            case null -> List.of();
            case List<?> items -> items;
            default -> throw problem("`%s` is \"%s\"; it must be a list".formatted(key, value));
        };
    }

    private static EnvironmentException problem(String what) {
        return new EnvironmentException("conda file: " + what);
    }
}
