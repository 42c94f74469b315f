package dev.plumbline.spec.workspace;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A pattern over paths with slashes: `*` is anything within a segment, `**` any number of
/// segments, `?` one character. A pattern that ends in `/` means everything below.
public final class Glob {
    private final String text;
    private final Pattern pattern;

    private Glob(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    public static Glob of(String text) {
        String whole = text.endsWith("/") ? text + "**" : text;
        StringBuilder regex = new StringBuilder();
        int i = whole.startsWith("./") ? 2 : 0;
        while (i < whole.length()) {
            if (whole.startsWith("**/", i)) {
                regex.append("(?:[^/]+/)*");
                i += 3;
            } else if (whole.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                char c = whole.charAt(i++);
                regex.append(
                        c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return new Glob(text, Pattern.compile(regex.toString()));
    }

    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Glob glob && text.equals(glob.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
