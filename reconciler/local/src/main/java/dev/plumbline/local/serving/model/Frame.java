package dev.plumbline.local.serving.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Values in named columns, whichever way round the JSON had them. A cell is a value or, for
/// columns of tensors, an array.
record Frame(List<String> columns, int rows, Cells cells) {
    /// Reads the cell of a row, counted from 0, in a column as the caller numbered it.
    @FunctionalInterface
    interface Cells {
        JsonNode at(int row, int column);
    }

    Frame {
        columns = List.copyOf(columns);
    }

    /// `{"columns": [...], "index": [...], "data": [[...]]}`; empty without columns.
    static Optional<Frame> ofSplit(JsonNode split) throws ModelException {
        JsonNode data = split.path("data");
        if (!data.isArray()) {
            throw ModelException.badRequest("\"data\" must be an array of rows");
        }
        if (!split.path("columns").isArray()) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>();
        split.path("columns").forEach(name -> columns.add(name.asString()));
        for (JsonNode row : data) {
            if (row.size() != columns.size()) {
                throw ModelException.badRequest(
                        "a row has %d values, but there are %d columns %s"
                                .formatted(row.size(), columns.size(), columns));
            }
        }
        return Optional.of(
                checked(
                        new Frame(
                                columns, data.size(), (row, column) -> data.get(row).get(column))));
    }

    /// `[{"a": 1, "b": 2}, …]`: the first row tells the columns, the others must have the same.
    static Frame ofRecords(JsonNode records) throws ModelException {
        if (records.isEmpty()) {
            throw ModelException.badRequest("there is no row to predict");
        }
        List<String> columns = List.copyOf(records.get(0).propertyNames());
        for (JsonNode row : records) {
            if (!row.isObject()
                    || row.size() != columns.size()
                    || !columns.stream().allMatch(row::has)) {
                throw ModelException.badRequest(
                        "the rows differ: the first has the columns %s, another %s"
                                .formatted(
                                        columns,
                                        row.isObject() ? row.propertyNames() : "is no object"));
            }
        }
        return new Frame(
                columns,
                records.size(),
                (row, column) -> records.get(row).get(columns.get(column)));
    }

    /// `{"a": [1, 2], "b": [3, 4]}`.
    static Frame ofColumns(JsonNode byName) throws ModelException {
        List<String> columns = List.copyOf(byName.propertyNames());
        int rows = columns.isEmpty() ? 0 : byName.get(columns.getFirst()).size();
        for (String column : columns) {
            JsonNode values = byName.get(column);
            if (!values.isArray() || values.size() != rows) {
                throw ModelException.badRequest(
                        "column \"%s\" must be an array of %d values, as column \"%s\" is"
                                .formatted(column, rows, columns.getFirst()));
            }
        }
        return new Frame(columns, rows, (row, column) -> byName.get(columns.get(column)).get(row));
    }

    /// `[[1, 2], [3, 4]]` with the columns in a known order.
    static Frame ofRows(List<String> columns, JsonNode rows) throws ModelException {
        for (JsonNode row : rows) {
            if (!row.isArray() || row.size() != columns.size()) {
                throw ModelException.badRequest(
                        "each row must be an array of %d values, for %s; found %d"
                                .formatted(columns.size(), columns, row.size()));
            }
        }
        return new Frame(columns, rows.size(), (row, column) -> rows.get(row).get(column));
    }

    /// Where each expected column stands in this frame.
    ///
    /// @throws ModelException when one is missing or one is not expected; the message names them
    int[] positionsOf(List<String> expected) throws ModelException {
        if (columns.equals(expected)) {
            return identity(expected.size());
        }
        List<String> missing = without(expected, columns);
        List<String> extra = without(columns, expected);
        if (!missing.isEmpty() || !extra.isEmpty()) {
            throw ModelException.badRequest(
                    "the model takes the columns %s; missing: %s, not expected: %s"
                            .formatted(expected, missing, extra));
        }
        return expected.stream().mapToInt(columns::indexOf).toArray();
    }

    private static Frame checked(Frame frame) throws ModelException {
        Set<String> distinct = new HashSet<>(frame.columns);
        if (distinct.size() != frame.columns.size()) {
            throw ModelException.badRequest("a column is named twice in " + frame.columns);
        }
        return frame;
    }

    private static int[] identity(int size) {
        int[] positions = new int[size];
        for (int i = 0; i < size; i++) {
            positions[i] = i;
        }
        return positions;
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }
}
