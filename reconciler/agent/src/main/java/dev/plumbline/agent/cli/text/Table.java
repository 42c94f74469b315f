package dev.plumbline.agent.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/// Rows in aligned columns, two blanks between them; the last column is as long as it is. A column
/// without any text is left out.
final class Table {
    private final List<List<Cell>> rows = new ArrayList<>();

    /// A text, and how it is painted once it has been padded.
    record Cell(String text, UnaryOperator<String> paint) {
        Cell {
            text = text.replace('\n', ' ').strip();
        }

        static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    Table(Ink ink, String... headings) {
        row(
                Arrays.stream(headings)
                        .map(heading -> new Cell(heading, ink::faint))
                        .toArray(Cell[]::new));
    }

    Table row(Cell... cells) {
        rows.add(List.of(cells));
        return this;
    }

    String render() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<Cell> row : rows.subList(1, rows.size())) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).text().length());
            }
        }
        int last = last(widths);
        for (int column = 0; column < columns; column++) {
            if (widths[column] > 0) {
                widths[column] =
                        Math.max(widths[column], rows.getFirst().get(column).text().length());
            }
        }
        StringBuilder out = new StringBuilder();
        rows.forEach(row -> out.append(line(row, widths, last)).append('\n'));
        return out.toString();
    }

    private static int last(int[] widths) {
        int last = widths.length - 1;
        while (last > 0 && widths[last] == 0) {
            last--;
        }
        return last;
    }

    private static String line(List<Cell> row, int[] widths, int last) {
        StringBuilder line = new StringBuilder();
        StringBuilder gap = new StringBuilder();
        for (int column = 0; column <= last; column++) {
            if (widths[column] == 0) {
                continue;
            }
            Cell cell = row.get(column);
            if (!cell.text().isEmpty()) {
                line.append(gap).append(cell.paint().apply(cell.text()));
                gap.setLength(0);
            }
            gap.repeat(' ', widths[column] - cell.text().length() + 2);
        }
        return line.toString();
    }
}
