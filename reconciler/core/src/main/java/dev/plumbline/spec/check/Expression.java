package dev.plumbline.spec.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An expression of Azure ML's YAML, `${{ parent.jobs.prep.outputs.data }}`.
///
/// @param segments what stands between the dots
/// @param written as it stands in the text
record Expression(List<String> segments, String written) {
    private static final Pattern SYNTAX = Pattern.compile("\\$\\{\\{([^{}]*)}}");

    Expression {
        segments = List.copyOf(segments);
    }

    /// The expressions in a text, from left to right.
    static List<Expression> in(String text) {
        List<Expression> found = new ArrayList<>();
        Matcher matcher = SYNTAX.matcher(text);
        while (matcher.find()) {
            found.add(
                    new Expression(
                            List.of(matcher.group(1).strip().split("\\.", -1)), matcher.group()));
        }
        return found;
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
