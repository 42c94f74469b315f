package dev.plumbline.spec.workspace;

import java.util.Map;
import java.util.Optional;
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

    /// The first token in the text: its name and the line where it stands.
    public static Optional<Found> first(String text) {
        Matcher matcher = TOKEN.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int line =
                1 + (int) text.substring(0, matcher.start()).chars().filter(c -> c == '\n').count();
        return Optional.of(new Found(matcher.group(1), line));
    }

    public record Found(String name, int line) {}
}
