package dev.plumbline.local.tracking.search;

import java.util.List;

/// One comparison of a filter.
///
/// @param values none, one, or those of a list
record Clause(Identifier identifier, Comparator comparator, List<Token> values) {
    Clause {
        values = List.copyOf(values);
    }
}
