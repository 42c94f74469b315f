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
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::path)
                    .thenComparing(Problem::position)
                    .thenComparing(Problem::message);

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
