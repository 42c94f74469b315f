package dev.plumbline.repository;

import java.util.regex.Pattern;

/// Lines of commit messages that programs read: `Key: value`, at the end.
public final class Trailers {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Trailers() {}

    public static String line(String key, String value) {
        return key + ": " + oneLine(value);
    }

    /// A text from outside may hold line ends; on a line of its own it could pass for a trailer.
    public static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }
}
