package dev.plumbline.repository;

/// Lines of commit messages that programs read: `Key: value`, at the end.
public final class Trailers {
    private Trailers() {}

    public static String line(String key, String value) {
        return key + ": " + oneLine(value);
    }

    /// A text from outside may hold line ends; on a line of its own it could pass for a trailer.
    public static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
