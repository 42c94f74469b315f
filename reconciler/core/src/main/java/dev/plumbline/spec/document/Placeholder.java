package dev.plumbline.spec.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a person or a script is to replace before a file is used: `<ENDPOINT_NAME>`, `{sub-id}`,
/// `$ENDPOINT_NAME`, `${ENDPOINT_NAME}`. The expressions `${{…}}` and `$[[…]]` are none.
public final class Placeholder {
    private static final Pattern PATTERN =
            Pattern.compile("<[^<>]+>|\\$\\{[A-Za-z_]\\w*}|\\$[A-Za-z_]\\w*|(?<![{$])\\{[\\w -]+}");

    private Placeholder() {}

    /// The first one in a text.
    public static Optional<String> in(String text) {
        Matcher matcher = PATTERN.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
