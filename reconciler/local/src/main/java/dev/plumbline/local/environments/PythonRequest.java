package dev.plumbline.local.environments;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which Python a definition asks for, as a range of minor versions of Python 3.
///
/// @param text the constraint as written, without spaces: `=3.11`, `>=3.9,<3.12`; empty when any
///   will do
/// @param lowest the lowest minor version, at least 8
/// @param highest the highest minor version
record PythonRequest(String text, int lowest, int highest) {
    static final int OLDEST = 8;
    private static final int ENDLESS = Integer.MAX_VALUE;
    static final PythonRequest ANY = new PythonRequest("", OLDEST, ENDLESS);

    private static final Pattern CLAUSE =
            Pattern.compile(
                    "(>=|<=|==|~=|=|<|>)3(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,3}))?(?:\\.?\\*)?(?:=[\\w*]+)?");

    /// Reads what follows `python` in a conda dependency.
    static PythonRequest parse(String constraint) throws EnvironmentException {
        String tight = constraint.replaceAll("\\s+", "");
        String text = tight.matches("\\d.*") ? "=" + tight : tight;
        PythonRequest request = ANY;
        for (String clause : text.isEmpty() ? new String[0] : text.split(",")) {
            Matcher matcher = CLAUSE.matcher(clause);
            if (!matcher.matches()) {
                throw unusable(text);
            }
            if (matcher.group(2) != null) {
                int minor = Integer.parseInt(matcher.group(2));
                boolean patched =
                        matcher.group(3) != null && Integer.parseInt(matcher.group(3)) > 0;
                request = request.and(matcher.group(1), minor, patched);
            }
        }
        if (request.lowest > request.highest) {
            throw unusable(text);
        }
        return new PythonRequest(text, request.lowest, request.highest);
    }

    private PythonRequest and(String operator, int minor, boolean patched) {
        return switch (operator) {
            case ">=" -> narrowed(minor, ENDLESS);
            case ">" -> narrowed(patched ? minor : minor + 1, ENDLESS);
            case "<=" -> narrowed(OLDEST, minor);
            case "<" -> narrowed(OLDEST, patched ? minor : minor - 1);
            case "~=" -> narrowed(minor, patched ? minor : ENDLESS);
            default -> narrowed(minor, minor); // the pattern leaves "=" and "=="
        };
    }

    private PythonRequest narrowed(int low, int high) {
        return new PythonRequest(text, Math.max(lowest, low), Math.min(highest, high));
    }

    /// How many minor versions a Python is away from what was asked for; 0 when it is one of them.
    int distance(int minor) {
        return minor < lowest ? lowest - minor : Math.max(0, minor - highest);
    }

    boolean isAny() {
        return this.equals(ANY);
    }

    /// The exact version down to the patch level, if one was asked for.
    Optional<String> exact() {
        Matcher matcher = Pattern.compile("={1,2}(3\\.\\d+\\.\\d+)(?:=[\\w*]+)?").matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// As a person reads it: `Python 3.11`.
    String display() {
        return isAny() ? "Python 3" : "Python " + text.replaceFirst("^={1,2}", "");
    }

    private static EnvironmentException unusable(String text) {
        return new EnvironmentException(
                "conda file: \"python%s\" names no Python that can be used here; write a minor version from 3.%d on, such as python=3.11, or a range, such as python>=3.9,<3.13"
                        .formatted(text, OLDEST));
    }
}
