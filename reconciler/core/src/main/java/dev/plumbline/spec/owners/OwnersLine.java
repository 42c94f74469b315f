package dev.plumbline.spec.owners;

import java.util.List;

/// The words of a line of a CODEOWNERS file: a pattern, then owners. A space after a backslash is
/// part of a word.
record OwnersLine(String pattern, List<String> owners) {
    OwnersLine {
        owners = List.copyOf(owners);
    }

    /// Every line that says something.
    static List<String> of(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /// Of a line that is neither empty nor a comment.
    static OwnersLine parse(String line) {
        List<String> words = words(line);
        return new OwnersLine(words.getFirst(), words.subList(1, words.size()));
    }

    static List<String> words(String line) {
        return List.of(line.strip().split("(?<!\\\\)\\s+"));
    }
}
