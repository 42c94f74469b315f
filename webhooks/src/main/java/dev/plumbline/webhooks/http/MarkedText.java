package dev.plumbline.webhooks.http;

/// Texts for a forge: marked so that they are found again, cut where it takes no more.
public final class MarkedText {
    private static final String CUT = "\n\n_Cut here: the forge takes no longer text._";

    private MarkedText() {}

    /// A comment whose first line is an invisible mark.
    ///
    /// @param most characters that the forge takes
    public static String of(String mark, String markdown, int most) {
        return cut(line(mark) + "\n" + markdown, most);
    }

    /// Whether a comment bears a mark.
    public static boolean bears(String comment, String mark) {
        return beginsWith(comment, line(mark));
    }

    /// Whether a text has this first line, whatever ends its lines.
    public static boolean beginsWith(String text, String line) {
        return text.lines().limit(1).anyMatch(line::equals);
    }

    /// A text of at most so many characters, cut after a line, with a last one that says so.
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int room = most - CUT.length();
        int end = text.lastIndexOf('\n', room);
        return text.substring(0, end > 0 ? end : whole(text, room)) + CUT;
    }

    /// One line of at most so many characters, with an ellipsis for what is left out.
    public static String line(String text, int most) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= most ? line : line.substring(0, whole(line, most - 1)) + "…";
    }

    /// Where to cut so that no character of two parts is torn.
    private static int whole(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private static String line(String mark) {
        return "<!-- plumbline:" + mark + " -->";
    }
}
