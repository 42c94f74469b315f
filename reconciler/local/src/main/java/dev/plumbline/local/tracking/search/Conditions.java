package dev.plumbline.local.tracking.search;

import dev.plumbline.local.tracking.search.Searchable.Attribute;
import dev.plumbline.local.tracking.search.Searchable.Pairs;
import dev.plumbline.local.tracking.search.Searchable.Related;
import java.util.List;
import java.util.Set;

/// Comparisons as SQL.
final class Conditions {
    /// A tag of MLflow's that what is no prompt lacks, and is taken to be false then.
    private static final String PROMPT_TAG = "mlflow.prompt.is_prompt";

    private Conditions() {}

    static Sql of(Searchable searched, Clause clause) {
        return switch (clause.identifier().type()) {
            case ATTRIBUTE -> attribute(searched.searched(clause.identifier().key()), clause);
            case METRIC -> metric(searched.pairs(clause.identifier()), clause);
            case PARAMETER, TAG -> pair(searched.pairs(clause.identifier()), clause);
            case DATASET -> dataset(searched.dataset(clause.identifier().key()), clause);
        };
    }

    private static Sql attribute(Attribute attribute, Clause clause) {
        if (attribute.isNumeric()) {
            allow(clause, Comparator.NUMBERS);
            return number(
                    attribute.sql(),
                    clause,
                    "Expected numeric value type for numeric attribute: %s. Found %s"
                            .formatted(clause.identifier().key(), first(clause)));
        }
        allow(clause, Comparator.TEXTS);
        return text(attribute.sql(), clause);
    }

    /// No number equals NaN, so a metric that is NaN meets `!=` alone.
    private static Sql metric(Pairs metrics, Clause clause) {
        allow(clause, Comparator.NUMBERS);
        Sql value =
                number(
                        "x.value",
                        clause,
                        "Expected numeric value type for metric. Found " + first(clause));
        String nan = clause.comparator() == Comparator.UNEQUAL ? "x.nan OR " : "NOT x.nan AND ";
        return exists(metrics, clause).then(" AND (" + nan).then(value).then("))");
    }

    private static Sql pair(Pairs pairs, Clause clause) {
        allow(clause, Comparator.PAIRS);
        return switch (clause.comparator()) {
            case IS_NULL -> Sql.of("NOT ").then(exists(pairs, clause)).then(")");
            case IS_NOT_NULL -> exists(pairs, clause).then(")");
            case EQUAL, UNEQUAL, LIKE, ILIKE, GREATER, AT_LEAST, LESS, AT_MOST, IN, NOT_IN -> {
                Sql has =
                        exists(pairs, clause).then(" AND ").then(text("x.value", clause)).then(")");
                yield meansNoPrompt(clause)
                        ? Sql.of("(")
                                .then(has)
                                .then(" OR NOT ")
                                .then(exists(pairs, clause))
                                .then("))")
                        : has;
            }
        };
    }

    private static boolean meansNoPrompt(Clause clause) {
        String value = clause.values().getFirst().unquoted();
        return clause.identifier().key().equals(PROMPT_TAG)
                && (clause.comparator() == Comparator.EQUAL && value.equals("false")
                        || clause.comparator() == Comparator.UNEQUAL && value.equals("true"));
    }

    private static Sql exists(Pairs pairs, Clause clause) {
        return Sql.of("EXISTS (SELECT 1 FROM %s x WHERE ".formatted(pairs.table()))
                .then(pairs.owner())
                .then(" AND x.key = ?", clause.identifier().key());
    }

    private static Sql dataset(Related related, Clause clause) {
        allow(clause, Comparator.TEXTS);
        return Sql.of("EXISTS (SELECT 1 FROM " + related.from() + " AND ")
                .then(text(related.sql(), clause))
                .then(")");
    }

    private static Sql number(String column, Clause clause, String otherwise) {
        Token value = clause.values().getFirst();
        if (value.type() != Token.Type.NUMBER) {
            throw new SearchException(otherwise);
        }
        return Sql.of(
                "%s %s ?".formatted(column, clause.comparator().word()),
                Double.parseDouble(value.text()));
    }

    /// SQLite's LIKE knows no case and its GLOB does, as MLflow's ILIKE and LIKE.
    private static Sql text(String column, Clause clause) {
        List<Object> values = clause.values().stream().map(each -> text(clause, each)).toList();
        return switch (clause.comparator()) {
            case LIKE -> Sql.of(column + " GLOB ?", glob((String) values.getFirst()));
            case ILIKE -> new Sql(column + " LIKE ?", values);
            case IN, NOT_IN ->
                    new Sql(
                            "%s %s (%s)"
                                    .formatted(
                                            column,
                                            clause.comparator().word(),
                                            "?, ".repeat(values.size() - 1) + "?"),
                            values);
            case EQUAL, UNEQUAL, GREATER, AT_LEAST, LESS, AT_MOST, IS_NULL, IS_NOT_NULL ->
                    new Sql("%s %s ?".formatted(column, clause.comparator().word()), values);
        };
    }

    private static Object text(Clause clause, Token value) {
        if (value.type() != Token.Type.STRING) {
            throw new SearchException(
                    "Expected a quoted string value for %s (e.g. 'my-value'). Got value %s"
                            .formatted(clause.identifier().type().word(), value.text()));
        }
        return value.unquoted();
    }

    private static String glob(String like) {
        return like.replaceAll("[*?\\[]", "[$0]").replace('%', '*').replace('_', '?');
    }

    private static void allow(Clause clause, Set<Comparator> allowed) {
        if (!allowed.contains(clause.comparator())) {
            throw new SearchException(
                    "Invalid comparator '%s' not one of '%s'"
                            .formatted(clause.comparator(), allowed));
        }
    }

    private static String first(Clause clause) {
        return clause.values().isEmpty() ? "nothing" : clause.values().getFirst().text();
    }
}
