package dev.plumbline.local.serving.model;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes what the runtime gives back (arrays of any depth, scalars, lists, maps) as JSON.
final class JsonValues {
    private JsonValues() {}

    static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case float[] row -> writeAll(out, row);
            case long[] row -> out.writeArray(row, 0, row.length);
            case double[] row -> out.writeArray(row, 0, row.length);
            case int[] row -> out.writeArray(row, 0, row.length);
            case Float number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Short number -> out.writeNumber(number);
            case Byte number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            case Map<?, ?> map -> writeMap(out, map);
            case List<?> list -> writeList(out, list);
            default -> writeOther(out, value);
        }
    }

    /// The elements in row-major order, without the nesting.
    static void writeFlat(JsonGenerator out, Object value) {
        if (!value.getClass().isArray()) {
            write(out, value);
            return;
        }
        for (int i = 0; i < Array.getLength(value); i++) {
            writeFlat(out, Array.get(value, i));
        }
    }

    /// A column (`[n, 1]`) as a plain list of its values, anything else as it is.
    static void writeColumn(JsonGenerator out, Object value) {
        boolean isColumn = value instanceof Object[] rows && rows.length > 0 && isSingle(rows[0]);
        if (isColumn) {
            out.writeStartArray();
            writeFlat(out, value);
            out.writeEndArray();
        } else {
            write(out, value);
        }
    }

    private static boolean isSingle(Object row) {
        Class<?> element = row.getClass().getComponentType();
        return element != null && !element.isArray() && Array.getLength(row) == 1;
    }

    private static void writeAll(JsonGenerator out, float[] row) {
        out.writeStartArray();
        for (float number : row) {
            out.writeNumber(number);
        }
        out.writeEndArray();
    }

    private static void writeMap(JsonGenerator out, Map<?, ?> map) {
        out.writeStartObject();
        map.forEach((key, value) -> {
            out.writeName(String.valueOf(key));
            write(out, value);
        });
        out.writeEndObject();
    }

    private static void writeList(JsonGenerator out, List<?> list) {
        out.writeStartArray();
        list.forEach(value -> write(out, value));
        out.writeEndArray();
    }

    private static void writeOther(JsonGenerator out, Object value) {
        if (value.getClass().isArray()) {
            out.writeStartArray();
            for (int i = 0; i < Array.getLength(value); i++) {
                write(out, Array.get(value, i));
            }
            out.writeEndArray();
        } else {
            out.writeString(value.toString());
        }
    }
}
