package dev.plumbline.local.tracking.search;

import dev.plumbline.local.tracking.search.Searchable.Attribute;
import dev.plumbline.local.tracking.search.Searchable.Pairs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Orders as SQL. What a thing does not have comes last in both directions, and NaN before that, as
/// `_get_orderby_clauses` of MLflow's `sqlalchemy_store.py` has it.
final class Orders {
    private Orders() {}

    private record Term(Identifier identifier, boolean descending) {}

    static Sql of(Searchable searched, List<String> order, String last) {
        Sql sql = Sql.of("");
        Set<Identifier> seen = new HashSet<>();
        for (String each : order) {
            Term term = term(each);
            if (!seen.add(term.identifier())) {
                throw new SearchException("`order_by` contains duplicate fields: " + order);
            }
            sql = sql.then(term(searched, term, each)).then(", ");
        }
        return sql.then(last);
    }

    private static Term term(String order) {
        List<Token> tokens = Lexer.tokens(order);
        if (tokens.isEmpty() || tokens.size() > 2 || tokens.getFirst().type() != Token.Type.WORD) {
            throw new SearchException(
                    "Invalid order_by clause '%s'. Could not be parsed.".formatted(order));
        }
        boolean descending = tokens.getLast().isKeyword("DESC");
        if (tokens.size() == 2 && !descending && !tokens.getLast().isKeyword("ASC")) {
            throw new SearchException(
                    "Invalid ordering key in order_by clause '%s'.".formatted(order));
        }
        return new Term(Identifier.parse(tokens.getFirst().text()), descending);
    }

    private static Sql term(Searchable searched, Term term, String order) {
        String direction = term.descending() ? " DESC" : "";
        return switch (term.identifier().type()) {
            case ATTRIBUTE -> {
                Attribute attribute = searched.ordered(term.identifier().key());
                yield Sql.of("%1$s IS NULL, %1$s%2$s".formatted(attribute.sql(), direction));
            }
            case METRIC, PARAMETER, TAG -> pair(searched.pairs(term.identifier()), term, direction);
            case DATASET ->
                    throw new SearchException(
                            "Invalid order_by entity type 'dataset' in '%s'".formatted(order));
        };
    }

    private static Sql pair(Pairs pairs, Term term, String direction) {
        String rank = term.identifier().type() == Identifier.Type.METRIC ? "x.nan" : "0";
        return Sql.of("coalesce(")
                .then(value(pairs, term, rank))
                .then(", 2), ")
                .then(value(pairs, term, "x.value"))
                .then(direction);
    }

    private static Sql value(Pairs pairs, Term term, String column) {
        String order = pairs.first().isEmpty() ? "" : " ORDER BY " + pairs.first();
        return Sql.of("(SELECT %s FROM %s x WHERE ".formatted(column, pairs.table()))
                .then(pairs.owner())
                .then(" AND x.key = ?" + order + " LIMIT 1)", term.identifier().key());
    }
}
