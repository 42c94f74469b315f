package dev.plumbline.agent.cli.text;

/// Texts of anyone in Markdown as forges read it.
public final class Markdown {
    private Markdown() {}

    /// Text on a line or in a table's cell: nothing in it is markup, a mention or the end of the
    /// cell.
    public static String text(String text) {
        return html(text)
                .replaceAll("([\\\\`*_\\[\\]#|])", "\\\\$1")
                .replace("@", "&#64;")
                .replace("\n", "<br>");
    }

    /// A code span. Its fence is longer than any run of backquotes inside; `|` would end a table's
    /// cell even in code.
    public static String code(String text) {
        String line = text.replace('\n', ' ');
        String fence = "`";
        while (line.contains(fence)) {
            fence += "`";
        }
        return fence.length() == 1 ? fence + line + fence : fence + " " + line + " " + fence;
    }

    /// Text between tags.
    public static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
