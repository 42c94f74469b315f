package dev.plumbline.spec.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tokens of templates, `{{NAME}}`. Azure's own expressions, `${{…}}`, are none.
public final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile("(?<!\\$)\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\}\\}");

    private Tokens() {}

    /// The text with the known tokens replaced; unknown ones stay.
    public static String replace(String text, Map<String, String> tokens) {
        return TOKEN.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(
                                tokens.getOrDefault(match.group(1), match.group())));
    }

    /// The text with a plain word of the same length in the place of each token, so that everything
    /// else stands where it stood.
    public static String masked(String text) {
        return TOKEN.matcher(text).replaceAll(match -> "T".repeat(match.group().length()));
    }

    /// The first token in the text of a file that stands in no comment: its name and its line.
    public static Optional<Found> first(String text) {
        return all(text).stream().findFirst();
    }

    /// Every token in the text of a file that stands in no comment, in the order written.
    public static List<Found> all(String text) {
        if (!text.contains("{{")) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.contains("{{")) {
                Matcher matcher = TOKEN.matcher(line.substring(0, comment(line)));
                while (matcher.find()) {
                    found.add(new Found(matcher.group(1), number));
                }
            }
        }
        return found;
    }

    /// The tokens in a value, as they are written there.
    public static List<String> inValue(String value) {
        return TOKEN.matcher(value).results().map(MatchResult::group).toList();
    }

    /// The name in a token as it is written.
    public static String name(String written) {
        return written.substring(2, written.length() - 2).strip();
    }

    /// Where the comment of a line begins: at a `#` at the line's start or after a blank, and not
    /// in quotes. The line's length when it has none.
    private static int comment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean afterBlank = i == 0 || Character.isWhitespace(line.charAt(i - 1));
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '#' && afterBlank) {
                return i;
            } else if ((c == '"' || c == '\'') && afterBlank) {
                quote = c;
            }
        }
        return line.length();
    }

    public record Found(String name, int line) {}
}
