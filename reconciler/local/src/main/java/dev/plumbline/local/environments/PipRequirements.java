package dev.plumbline.local.environments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lines of a pip requirements file in a normal form. Format:
/// <https://pip.pypa.io/en/stable/reference/requirements-file-format/>.
///
/// @param options index and link options, in the order written, because a later one may replace an
///   earlier one
/// @param packages requirements in order, each once
record PipRequirements(List<String> options, List<String> packages) {
    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*$");
    private static final Pattern OTHER_FILE =
            Pattern.compile("-[rc].*|--(requirement|constraint)\\b.*");
    private static final Pattern LOCAL =
            Pattern.compile(
                    "(?!-(?!e\\b|-editable))(?:(?:-e|--editable)[\\s=]*)?(?:\\.|[^\\s:@]+/)[^:]*");
    private static final Pattern EDITABLE = Pattern.compile("(-e|--editable)\\b.*");
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[(?<extras>[^]]*)])?\\s*(?<rest>.*)");
    private static final Pattern VERSIONS =
            Pattern.compile("\\(?(?<versions>[<>=!~][^;@)]*?)\\)?\\s*(?<rest>(?:;| --).*)?");

    PipRequirements {
        options = List.copyOf(options);
        packages = List.copyOf(packages);
    }

    /// Reads the text of a requirements file.
    static PipRequirements parse(String text) throws EnvironmentException {
        return of(Arrays.asList(text.replaceAll("\\\\\\r?\\n", " ").split("\\R")));
    }

    /// Reads single lines, such as the items under `pip:` in a conda file.
    static PipRequirements of(List<String> lines) throws EnvironmentException {
        List<String> options = new ArrayList<>();
        TreeSet<String> packages = new TreeSet<>();
        for (String each : lines) {
            String line = COMMENT.matcher(each).replaceFirst("").strip();
            if (line.isEmpty()) {
                continue;
            }
            refuseWhatNeedsFiles(line);
            if (line.startsWith("-") && !EDITABLE.matcher(line).matches()) {
                options.add(line.replaceAll("\\s+", " "));
            } else {
                packages.add(normal(line));
            }
        }
        return new PipRequirements(options, List.copyOf(packages));
    }

    /// The name under which indexes know a package (PEP 503).
    static String normalName(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    /// The requirements as a file.
    String text() {
        return Stream.concat(options.stream(), packages.stream())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void refuseWhatNeedsFiles(String line) throws EnvironmentException {
        if (OTHER_FILE.matcher(line).matches()) {
            throw new EnvironmentException(
                    "pip requirements: \"%s\" refers to another file, and an environment holds only its own text; copy that file's lines here"
                            .formatted(line));
        }
        if (LOCAL.matcher(line).matches()) {
            throw new EnvironmentException(
                    "pip requirements: \"%s\" is a path, and an environment has no folder that it could start from; publish the package to an index, or put its source into the job's code"
                            .formatted(line));
        }
    }

    private static String normal(String line) {
        Matcher named = NAMED.matcher(line);
        if (!named.matches() || (line.contains("://") && !line.contains("@"))) {
            return line;
        }
        String extras =
                named.group("extras") == null ? "" : "[" + sorted(named.group("extras")) + "]";
        String rest = named.group("rest").strip().replaceAll("\\s+", " ");
        return normalName(named.group("name")) + extras + normalVersions(rest);
    }

    private static String normalVersions(String text) {
        Matcher matcher = VERSIONS.matcher(text);
        if (!matcher.matches()) {
            return text.startsWith("@") || text.startsWith("--") ? " " + text : text;
        }
        String rest = matcher.group("rest") == null ? "" : " " + matcher.group("rest").strip();
        return sorted(matcher.group("versions")) + rest;
    }

    private static String sorted(String list) {
        return Arrays.stream(list.split(","))
                .map(item -> item.replaceAll("\\s+", ""))
                .filter(item -> !item.isEmpty())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
