package dev.plumbline.spec.mutation;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import dev.plumbline.resource.Value.Items;
import dev.plumbline.spec.problem.Position;
import dev.plumbline.spec.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the mistakes that people make into the text of a spec, one at a time.
final class Mutations {
    private static final Pattern EXPRESSION =
            Pattern.compile("\\$\\{\\{ *(?:parent\\.inputs|inputs)\\.(\\w+) *}}");
    private static final Pattern OUTPUT =
            Pattern.compile("\\$\\{\\{ *parent\\.jobs\\.(?<node>\\w+)\\.outputs\\.(\\w+) *}}");
    private static final Pattern NODE =
            Pattern.compile("\\$\\{\\{ *parent\\.jobs\\.(\\w+)\\.outputs\\.\\w+ *}}");
    private static final Pattern LOCAL_PATH =
            Pattern.compile(
                    "^( *(?:code|conda_file|component|environment): +)(\\.{1,2}/\\S+)$",
                    Pattern.MULTILINE);

    /// Mappings whose keys are names that the author gives.
    private static final Set<String> NAMED =
            Set.of("inputs", "outputs", "jobs", "monitoring_signals", "search_space");

    /// Mappings in which anything may stand.
    private static final Set<String> OPEN =
            Set.of(
                    "tags",
                    "properties",
                    "environment_variables",
                    "flavors",
                    "metadata",
                    "system_metadata",
                    "conda_file",
                    "conf",
                    "traffic",
                    "mirror_traffic",
                    "inference_config",
                    "hyperparameters",
                    "headers");

    /// Keys whose value may be of any type, or which nobody reads.
    private static final Set<String> FREE =
            Set.of("description", "name", "version", "display_name", "value", "default");

    private static final Set<String> ENUMS =
            Set.of("type", "mode", "auth_mode", "os_type", "goal", "frequency", "tier");

    private final String text;
    private final YamlDocument yaml;
    private final Set<String> needed;
    private final List<Mutation> mutations = new ArrayList<>();

    private Mutations(String text, YamlDocument yaml, Set<String> needed) {
        this.text = text;
        this.yaml = yaml;
        this.needed = needed;
    }

    /// @param text without carriage returns
    /// @param needed the keys that a spec of this kind cannot do without
    static List<Mutation> of(String text, YamlDocument yaml, Fields fields, Set<String> needed) {
        Mutations made = new Mutations(text, yaml, needed);
        made.mapping(List.of(), fields);
        made.expressions(EXPRESSION, 1, "a broken expression", _ -> true);
        made.expressions(
                OUTPUT, 2, "a broken expression", found -> isLocal(fields, found.group("node")));
        made.expressions(NODE, 1, "a node that is not there", _ -> true);
        made.paths();
        made.mutations.addAll(Cycles.of(text, yaml, fields));
        return made.mutations;
    }

    /// So many of each sort, the same ones for the same seed.
    static List<Mutation> some(List<Mutation> all, int most, Random random) {
        List<Mutation> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        List<Mutation> chosen = new ArrayList<>();
        for (Mutation mutation : shuffled) {
            if (chosen.stream().filter(each -> each.what().equals(mutation.what())).count()
                    < most) {
                chosen.add(mutation);
            }
        }
        return chosen;
    }

    private void mapping(List<String> path, Fields fields) {
        boolean named = !path.isEmpty() && NAMED.contains(path.getLast());
        fields.fields()
                .forEach((key, value) -> {
                    List<String> at = with(path, key);
                    if (!named) {
                        key(at, key, value);
                    }
                    if (named || !OPEN.contains(key)) {
                        below(at, value);
                    }
                });
    }

    private void below(List<String> path, Value value) {
        if (value instanceof Fields fields) {
            mapping(path, fields);
        } else if (value instanceof Items(var items)) {
            for (int i = 0; i < items.size(); i++) {
                below(with(path, String.valueOf(i)), items.get(i));
            }
        }
    }

    private void key(List<String> path, String key, Value value) {
        Position place = yaml.keyPosition(path);
        int begin = offset(place);
        if (!text.startsWith(key + ":", begin)) {
            return;
        }
        if (key.length() >= 4 && !key.startsWith("$")) {
            add("a misspelt key", begin, begin + key.length(), swapped(key), place.line());
        }
        if (path.size() == 1 && needed.contains(key)) {
            mutations.add(new Mutation("a missing key", without(place.line()), 0));
        }
        plain(path, value)
                .ifPresent(written -> {
                    int at = text.indexOf(written, begin + key.length());
                    if (!FREE.contains(key) && !key.startsWith("$")) {
                        add("another type", at, at + written.length(), "[[1], [2]]", place.line());
                    }
                    if (ENUMS.contains(key) && !written.contains("$")) {
                        add(
                                "another enum value",
                                at,
                                at + written.length(),
                                written + "x",
                                place.line());
                    }
                });
    }

    /// A scalar as it is written, when that is plain and stands in the line of its key.
    private Optional<String> plain(List<String> path, Value value) {
        if (value instanceof Fields || value instanceof Items || value == Value.Null.NULL) {
            return Optional.empty();
        }
        Position key = yaml.keyPosition(path);
        Position place = yaml.position(path);
        String line = text.lines().skip(key.line() - 1L).findFirst().orElse("");
        String shown = value.display();
        return place.line() == key.line() && line.startsWith(shown, place.column() - 1)
                ? Optional.of(shown)
                : Optional.empty();
    }

    private void expressions(
            Pattern pattern, int group, String what, Predicate<Matcher> isDecidable) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (!isComment(matcher.start()) && isDecidable.test(matcher)) {
                String wrong = matcher.group(group) + "_zz";
                add(what, matcher.start(group), matcher.end(group), wrong, line(matcher.start()));
            }
        }
    }

    /// Whether a node's outputs can be known here, its component being no one else's.
    private static boolean isLocal(Fields fields, String node) {
        Fields written = fields.fields("jobs").fields(node);
        return written.text("component")
                .map(component -> component.startsWith("."))
                .orElse(written.has("command"));
    }

    private boolean isComment(int offset) {
        String before = text.substring(text.lastIndexOf('\n', offset) + 1, offset);
        return before.strip().startsWith("#") || before.contains(" #");
    }

    private void paths() {
        Matcher matcher = LOCAL_PATH.matcher(text);
        while (matcher.find()) {
            String wrong = matcher.group(2) + "zz";
            add("a broken path", matcher.start(2), matcher.end(2), wrong, line(matcher.start()));
        }
    }

    private void add(String what, int begin, int end, String instead, int line) {
        mutations.add(
                new Mutation(what, text.substring(0, begin) + instead + text.substring(end), line));
    }

    private static String swapped(String key) {
        char[] letters = key.toCharArray();
        for (int i = 1; i + 1 < letters.length; i++) {
            if (letters[i] != letters[i + 1]) {
                char letter = letters[i];
                letters[i] = letters[i + 1];
                letters[i + 1] = letter;
                break;
            }
        }
        return new String(letters);
    }

    /// The text without a top-level key and what is indented under it.
    private String without(int line) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.remove(line - 1);
        while (line - 1 < lines.size() && lines.get(line - 1).matches("(\\s|- ).*")) {
            lines.remove(line - 1);
        }
        return String.join("\n", lines);
    }

    private int line(int offset) {
        return (int) text.substring(0, offset).chars().filter(each -> each == '\n').count() + 1;
    }

    private int offset(Position place) {
        int offset = 0;
        for (int line = 1; line < place.line(); line++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        return Math.min(text.length(), offset + place.column() - 1);
    }

    static List<String> with(List<String> path, String segment) {
        List<String> longer = new ArrayList<>(path);
        longer.add(segment);
        return List.copyOf(longer);
    }
}
