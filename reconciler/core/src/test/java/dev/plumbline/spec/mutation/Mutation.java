package dev.plumbline.spec.mutation;

/// A mistake that was put into a file.
///
/// @param what which sort of mistake
/// @param text the file with the mistake in it
/// @param line where it stands; 0 when something is missing, which has no line of its own
record Mutation(String what, String text, int line) {}
