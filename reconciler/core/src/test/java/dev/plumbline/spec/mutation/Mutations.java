package dev.plumbline.spec.mutation;

import dev.plumbline.resource.Value;
import dev.plumbline.resource.Value.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the mistakes that people make into the text of a spec, one at a time.
final class Mutations {
    private static final Pattern TOP_KEY =
            Pattern.compile("^([A-Za-z_]{4,}):(?: +(\\S.*))?$", Pattern.MULTILINE);
    private static final Pattern EXPRESSION =
            Pattern.compile(
                    "\\$\\{\\{ *(?:parent\\.jobs\\.\\w+\\.outputs|parent\\.inputs|inputs)\\.(\\w+) *}}");
    private static final Pattern LOCAL_PATH =
            Pattern.compile(
                    "^( *(?:code|conda_file|component|environment): +)(\\.{1,2}/\\S+)$",
                    Pattern.MULTILINE);

    /// Keys under which any name may stand, whose value may be of any type, or which nobody reads.
    private static final Set<String> FREE =
            Set.of(
                    "tags",
                    "properties",
                    "description",
                    "name",
                    "version",
                    "display_name",
                    "jobs",
                    "inputs",
                    "outputs");

    private static final Set<String> ENUMS = Set.of("type", "auth_mode", "os_type");

    private final String text;
    private final Fields fields;
    private final Set<String> needed;
    private final List<Mutation> mutations = new ArrayList<>();

    private Mutations(String text, Fields fields, Set<String> needed) {
        this.text = text;
        this.fields = fields;
        this.needed = needed;
    }

    /// @param needed the keys that a spec of this kind cannot do without
    static List<Mutation> of(String text, Fields fields, Set<String> needed) {
        Mutations made = new Mutations(text.replace("\r", ""), fields, needed);
        made.keys();
        made.expressions();
        made.paths();
        return made.mutations;
    }

    /// So many of them, the same ones for the same seed.
    static List<Mutation> some(List<Mutation> all, int most, Random random) {
        List<Mutation> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(most, shuffled.size()));
    }

    private void keys() {
        Matcher matcher = TOP_KEY.matcher(text);
        while (matcher.find()) {
            String key = matcher.group(1);
            if (!fields.has(key)) {
                continue;
            }
            int line = line(matcher.start());
            add("a misspelt key", matcher.start(1), matcher.end(1), swapped(key), line);
            if (needed.contains(key)) {
                mutations.add(new Mutation("a missing key", without(line), 0));
            }
            boolean scalar =
                    !(fields.get(key).orElse(Value.Null.NULL) instanceof Fields)
                            && matcher.group(2) != null
                            && !matcher.group(2).matches("[>|\\[{&*].*");
            if (scalar && !FREE.contains(key)) {
                add("another type", matcher.start(2), matcher.end(2), "[[1], [2]]", line);
            }
            if (scalar && ENUMS.contains(key)) {
                add(
                        "another enum value",
                        matcher.start(2),
                        matcher.end(2),
                        matcher.group(2) + "x",
                        line);
            }
        }
    }

    private void expressions() {
        Matcher matcher = EXPRESSION.matcher(text);
        while (matcher.find()) {
            add(
                    "a broken expression",
                    matcher.start(1),
                    matcher.end(1),
                    matcher.group(1) + "_zz",
                    line(matcher.start()));
        }
    }

    private void paths() {
        Matcher matcher = LOCAL_PATH.matcher(text);
        while (matcher.find()) {
            add(
                    "a broken path",
                    matcher.start(2),
                    matcher.end(2),
                    matcher.group(2) + "zz",
                    line(matcher.start()));
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
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        lines.remove(line - 1);
        while (line - 1 < lines.size() && lines.get(line - 1).matches("(\\s|- ).*")) {
            lines.remove(line - 1);
        }
        return String.join("\n", lines);
    }

    private int line(int offset) {
        return (int) text.substring(0, offset).chars().filter(each -> each == '\n').count() + 1;
    }
}
