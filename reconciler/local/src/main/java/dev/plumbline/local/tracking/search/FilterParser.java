package dev.plumbline.local.tracking.search;

import java.util.ArrayList;
import java.util.List;

/// Reads a filter: comparisons joined by AND.
final class FilterParser {
    private final List<Token> tokens;
    private int place;

    private FilterParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static List<Clause> parse(String filter) {
        List<Token> tokens = Lexer.tokens(filter);
        return tokens.isEmpty() ? List.of() : new FilterParser(tokens).clauses();
    }

    private List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        clauses.add(clause());
        while (place < tokens.size()) {
            if (!accept("AND")) {
                throw new SearchException(
                        "Invalid clause(s) in filter string: '%s'".formatted(rest()));
            }
            clauses.add(clause());
        }
        return clauses;
    }

    private Clause clause() {
        Token name = next("Expected 'Identifier'");
        if (name.type() != Token.Type.WORD) {
            throw new SearchException(
                    "Invalid comparison clause. Expected 'Identifier' found '%s'"
                            .formatted(name.text()));
        }
        Identifier identifier = Identifier.parse(name.text());
        Comparator comparator = comparator();
        if (comparator.takesNoValue()) {
            return new Clause(identifier, comparator, List.of());
        }
        return new Clause(
                identifier, comparator, comparator.takesList() ? list() : List.of(value()));
    }

    private Comparator comparator() {
        if (accept("LIKE")) {
            return Comparator.LIKE;
        }
        if (accept("ILIKE")) {
            return Comparator.ILIKE;
        }
        if (accept("IN")) {
            return Comparator.IN;
        }
        if (accept("NOT")) {
            expect("IN");
            return Comparator.NOT_IN;
        }
        if (accept("IS")) {
            boolean not = accept("NOT");
            expect("NULL");
            return not ? Comparator.IS_NOT_NULL : Comparator.IS_NULL;
        }
        Token sign = next("Expected comparison");
        return Comparator.ofSign(sign.text())
                .orElseThrow(() ->
                        new SearchException(
                                "Invalid comparison clause. Expected comparison found '%s'"
                                        .formatted(sign.text())));
    }

    private Token value() {
        Token value = next("Expected value token");
        if (value.type() == Token.Type.STRING || value.type() == Token.Type.NUMBER) {
            return value;
        }
        throw new SearchException(
                "Parameter value is either not quoted or unidentified quote types used for string value %s. Use either single or double quotes."
                        .formatted(value.text()));
    }

    private List<Token> list() {
        List<Token> values = new ArrayList<>();
        Token open = next("Expected a list");
        if (open.type() != Token.Type.OPEN) {
            throw new SearchException(
                    "Invalid comparison clause. Expected a list of quoted string values in parentheses, found '%s'"
                            .formatted(open.text()));
        }
        Token separator;
        do {
            values.add(value());
            separator = next("Expected ')'");
        } while (separator.type() == Token.Type.COMMA);
        if (separator.type() != Token.Type.CLOSE) {
            throw new SearchException(
                    "Invalid comparison clause. Expected ')' found '%s'"
                            .formatted(separator.text()));
        }
        return values;
    }

    private boolean accept(String keyword) {
        boolean here = place < tokens.size() && tokens.get(place).isKeyword(keyword);
        place += here ? 1 : 0;
        return here;
    }

    private void expect(String keyword) {
        if (!accept(keyword)) {
            throw new SearchException(
                    "Invalid comparison clause. Expected %s found '%s'".formatted(keyword, rest()));
        }
    }

    private Token next(String expected) {
        if (place == tokens.size()) {
            throw new SearchException(
                    "Invalid comparison clause. %s found the end of the filter"
                            .formatted(expected));
        }
        return tokens.get(place++);
    }

    private String rest() {
        return String.join(
                " ", tokens.subList(place, tokens.size()).stream().map(Token::text).toList());
    }
}
