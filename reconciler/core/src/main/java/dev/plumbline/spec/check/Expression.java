package dev.plumbline.spec.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An expression of Azure ML's YAML, `${{ parent.jobs.prep.outputs.data }}`.
///
/// @param segments what stands between the dots
/// @param written as it stands in the text
record Expression(List<String> segments, String written) {
    private static final Pattern SYNTAX = Pattern.compile("\\$\\{\\{([^{}]*)}}");

    /// What was meant as an expression and is none, for want of a brace, the dollar or the end.
    private static final Pattern BROKEN =
            Pattern.compile(
                    "\\$\\{\\{ *(?<open>[\\w.]*)[^\\s\"']*"
                            + "|\\$\\{ *(?<single>(?:inputs|outputs|search_space|parent)\\.[\\w.]+) *}+"
                            + "|\\{\\{ *(?<bare>(?:inputs|outputs|search_space|parent)\\.[\\w.]+) *}+");

    Expression {
        segments = List.copyOf(segments);
    }

    /// The expressions in a text, from left to right.
    static List<Expression> in(String text) {
        List<Expression> found = new ArrayList<>();
        if (!text.contains("${{")) {
            return found;
        }
        Matcher matcher = SYNTAX.matcher(text);
        while (matcher.find()) {
            found.add(
                    new Expression(
                            List.of(matcher.group(1).strip().split("\\.", -1)), matcher.group()));
        }
        return found;
    }

    /// The expressions in a text that are not written as such: `${{inputs.x}`, `${inputs.x}`,
    /// `{{inputs.x}}`.
    static List<Expression> brokenIn(String text) {
        List<Expression> found = new ArrayList<>();
        if (!text.contains("{")) {
            return found;
        }
        Matcher matcher = BROKEN.matcher(SYNTAX.matcher(text).replaceAll(" "));
        while (matcher.find()) {
            String meant =
                    Stream.of("open", "single", "bare")
                            .map(matcher::group)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse("");
            found.add(new Expression(List.of(meant.split("\\.", -1)), matcher.group().strip()));
        }
        return found;
    }

    /// How it is written rightly.
    String meant() {
        return segments.getFirst().isEmpty() ? "${{inputs.<name>}}" : toString();
    }

    /// Whether the text is this expression and nothing else.
    boolean isWhole(String text) {
        return text.strip().equals(written);
    }

    /// Whether it is so many segments long or longer, and begins with these words.
    boolean begins(int length, String... words) {
        if (segments.size() < length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!segments.get(i).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "${{" + String.join(".", segments) + "}}";
    }
}
