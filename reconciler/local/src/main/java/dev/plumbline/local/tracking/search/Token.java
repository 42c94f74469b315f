package dev.plumbline.local.tracking.search;

/// A word of a filter.
///
/// @param text as written, quotes included
record Token(Type type, String text) {
    enum Type {
        /// `metrics.auc`, with parts that may stand in back quotes or double quotes; a keyword too.
        WORD,
        /// In single or double quotes.
        STRING,
        NUMBER,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA
    }

    boolean isKeyword(String keyword) {
        return type == Type.WORD && text.equalsIgnoreCase(keyword);
    }

    /// The value of a string, without its quotes.
    String unquoted() {
        String quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
