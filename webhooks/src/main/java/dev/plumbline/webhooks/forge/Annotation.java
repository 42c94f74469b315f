package dev.plumbline.webhooks.forge;

/// A problem at a place of a commit.
///
/// @param path below the repository's root
/// @param line from 1
/// @param error whether it keeps the commit from being applied; else it warns
/// @param title a few words
/// @param message what is wrong and how to mend it
public record Annotation(String path, int line, boolean error, String title, String message) {}
