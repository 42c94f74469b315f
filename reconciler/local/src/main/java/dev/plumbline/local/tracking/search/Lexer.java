package dev.plumbline.local.tracking.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a filter into words.
final class Lexer {
    private static final String PART = "(?:`[^`]+`|\"[^\"]+\"|[\\w/-]+)";
    private static final List<Kind> KINDS =
            List.of(
                    new Kind(Token.Type.STRING, "'(?:''|[^'])*'|\"(?:\"\"|[^\"])*\""),
                    new Kind(
                            Token.Type.NUMBER,
                            "[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?(?![\\w.])"),
                    new Kind(Token.Type.WORD, "(?:`[^`]+`|[\\p{L}_][\\w/-]*)(?:\\." + PART + ")*"),
                    new Kind(Token.Type.OPERATOR, "!=|<>|>=|<=|=|>|<"),
                    new Kind(Token.Type.OPEN, "\\("),
                    new Kind(Token.Type.CLOSE, "\\)"),
                    new Kind(Token.Type.COMMA, ","));

    private Lexer() {}

    private record Kind(Token.Type type, Pattern pattern) {
        Kind(Token.Type type, String pattern) {
            this(type, Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS));
        }
    }

    static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int place = 0;
        while (place < text.length()) {
            if (Character.isWhitespace(text.charAt(place))) {
                place++;
                continue;
            }
            Token token = next(text, place);
            tokens.add(token);
            place += token.text().length();
        }
        return tokens;
    }

    private static Token next(String text, int place) {
        for (Kind kind : KINDS) {
            Matcher matcher = kind.pattern().matcher(text).region(place, text.length());
            if (matcher.lookingAt()) {
                return new Token(kind.type(), matcher.group());
            }
        }
        throw new SearchException(
                "Invalid clause(s) in filter string: '%s'".formatted(text.substring(place)));
    }
}
