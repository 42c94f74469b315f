package dev.plumbline.local.jobs.expression;

import java.util.regex.Pattern;

/// Where in a shell line a value lands, and so how it is written there to stay one word with the
/// same characters. Follows the quoting rules of the POSIX shell (XCU 2.2); quotes nested in a
/// command substitution are not followed.
enum Quoting {
    UNQUOTED,
    SINGLE,
    DOUBLE;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    /// The state after some literal text of the command.
    Quoting after(String text) {
        Quoting state = this;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '\\' && state != SINGLE) {
                at++;
            } else if (character == '\'' && state != DOUBLE) {
                state = state == SINGLE ? UNQUOTED : SINGLE;
            } else if (character == '"' && state != SINGLE) {
                state = state == DOUBLE ? UNQUOTED : DOUBLE;
            }
        }
        return state;
    }

    String write(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return switch (this) {
            case UNQUOTED -> "'" + value.replace("'", "'\\''") + "'";
            case SINGLE -> value.replace("'", "'\\''");
            case DOUBLE -> value.replaceAll("([\\\\\"$`])", "\\\\$1");
        };
    }
}
