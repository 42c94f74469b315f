package dev.plumbline.local.tracking.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What can be asked about one kind of thing, and where it stands in the database.
///
/// @param attributes by the name in filters
/// @param metrics a table with `key`, `value` and `nan`
/// @param datasets by the name in filters
public record Searchable(
        Map<String, Attribute> attributes,
        Optional<Pairs> metrics,
        Optional<Pairs> parameters,
        Optional<Pairs> tags,
        Map<String, Related> datasets) {
    public Searchable {
        attributes = Map.copyOf(attributes);
        datasets = Map.copyOf(datasets);
    }

    /// What each thing has one of.
    ///
    /// @param sql its value
    /// @param isSearched whether filters may name it; orders may name each
    public record Attribute(String sql, boolean isNumeric, boolean isSearched) {
        public static Attribute text(String sql) {
            return new Attribute(sql, false, true);
        }

        public static Attribute number(String sql) {
            return new Attribute(sql, true, true);
        }

        public Attribute forOrderAlone() {
            return new Attribute(sql, isNumeric, false);
        }
    }

    /// A table with a `key` and a `value`.
    ///
    /// @param owner the condition that a row `x` belongs to the thing
    /// @param first which of several rows with a key an order goes by; empty when there is but one
    public record Pairs(String table, Sql owner, String first) {
        public Pairs(String table, String owner) {
            this(table, Sql.of(owner), "");
        }
    }

    /// A value of which a thing may have many.
    ///
    /// @param from tables and condition: `tracking_input x WHERE x.run = r.id`
    public record Related(String from, String sql) {}

    /// A filter as a condition, to be put after others: it is empty or begins with AND.
    ///
    /// @throws SearchException when it cannot be understood
    public Sql filter(String filter) {
        Sql condition = Sql.of("");
        for (Clause clause : FilterParser.parse(filter)) {
            condition = condition.then(" AND ").then(Conditions.of(this, clause));
        }
        return condition;
    }

    /// The terms of an order, joined by commas.
    ///
    /// @param last what decides among equals
    /// @throws SearchException when it cannot be understood
    public Sql order(List<String> order, String last) {
        return Orders.of(this, order, last);
    }

    Attribute searched(String key) {
        Attribute attribute = attributes.get(key);
        if (attribute == null || !attribute.isSearched()) {
            throw unknown(key);
        }
        return attribute;
    }

    Attribute ordered(String key) {
        return Optional.ofNullable(attributes.get(key)).orElseThrow(() -> unknown(key));
    }

    Pairs pairs(Identifier identifier) {
        Optional<Pairs> found =
                switch (identifier.type()) {
                    case METRIC -> metrics;
                    case PARAMETER -> parameters;
                    case TAG -> tags;
                    case ATTRIBUTE, DATASET -> Optional.empty();
                };
        return found.orElseThrow(() ->
                new SearchException(
                        "Invalid entity type '%s'. It is not searched here"
                                .formatted(identifier.type().word())));
    }

    Related dataset(String key) {
        if (datasets.isEmpty()) {
            throw new SearchException(
                    "Invalid entity type '%s'. It is not searched here"
                            .formatted(Identifier.Type.DATASET.word()));
        }
        return Optional.ofNullable(datasets.get(key))
                .orElseThrow(() ->
                        new SearchException(
                                "Invalid dataset key '%s' specified. Valid keys are '%s'"
                                        .formatted(key, new TreeSet<>(datasets.keySet()))));
    }

    private SearchException unknown(String key) {
        return new SearchException(
                "Invalid attribute key '%s' specified. Valid keys are '%s'"
                        .formatted(key, new TreeSet<>(attributes.keySet())));
    }
}
