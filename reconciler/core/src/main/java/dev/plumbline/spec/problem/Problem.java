package dev.plumbline.spec.problem;

import java.util.Comparator;

/// Something wrong in a file of the repository.
///
/// @param path the file, from the repository's root
/// @param code what kind of problem it is, stable for scripts: `schema`, `unknown-key`,
///   `reference`, …
/// @param message what is wrong and how to mend it
public record Problem(
        String path, Position position, Severity severity, String code, String message)
        implements Comparable<Problem> {
    /// How many of one file are told by each check: who sees so many mends them first.
    public static final int MOST_PER_FILE = 100;

    private static final int LONGEST = 2_000;
    private static final int LONGEST_END = 500;

    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::path)
                    .thenComparing(Problem::position)
                    .thenComparing(Problem::message);

    public Problem {
        message = oneLine(message);
    }

    /// A message holds parts of the file, which may be long and hold anything: what a terminal or a
    /// page would take for more than text is written as YAML escapes it, and the middle of what
    /// nobody reads is left out.
    private static String oneLine(String message) {
        String shown =
                message.length() <= LONGEST
                        ? message
                        : message.substring(0, LONGEST - LONGEST_END)
                                + " … "
                                + message.substring(message.length() - LONGEST_END);
        StringBuilder line = new StringBuilder(shown.length());
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR ->
                        line.append(escaped(c));
                default -> line.append(c);
            }
        }
        return line.toString();
    }

    private static String escaped(char c) {
        return c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\u%04X".formatted((int) c);
    }

    public static Problem error(String path, Position position, String code, String message) {
        return new Problem(path, position, Severity.ERROR, code, message);
    }

    public static Problem warning(String path, Position position, String code, String message) {
        return new Problem(path, position, Severity.WARNING, code, message);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return path + ":" + position.line() + ":" + position.column() + ": " + message;
    }
}
