package dev.plumbline.spec.mutation;

import dev.plumbline.spec.problem.Problem;

/// A mistake that was put into a file.
///
/// @param what which sort of mistake
/// @param text the file with the mistake in it
/// @param line where it stands; 0 when something is missing, which has no line of its own
record Mutation(String what, String text, int line) {
    static final int ANY_EDGE = -1;

    /// Whether a problem in the file stands where the mistake is.
    boolean isToldBy(Problem problem) {
        return switch (line) {
            case 0 -> true;
            case ANY_EDGE -> problem.code().equals("cycle");
            default -> problem.position().line() == line;
        };
    }
}
