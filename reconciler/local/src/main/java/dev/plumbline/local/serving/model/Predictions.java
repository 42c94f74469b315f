package dev.plumbline.local.serving.model;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// What a model gave back, by output name: arrays for tensors, lists of maps for the class
/// probabilities that converters of scikit-learn models add.
record Predictions(Map<String, Object> outputs) {

    static Predictions of(OrtSession.Result result) throws OrtException {
        Map<String, Object> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
            outputs.put(output.getKey(), value(output.getValue()));
        }
        return new Predictions(outputs);
    }

    private static Object value(OnnxValue value) throws OrtException {
        return switch (value) {
            case OnnxTensor tensor -> tensor.getValue();
            case OnnxMap map -> map.getValue();
            case OnnxSequence sequence -> {
                List<Object> items = new ArrayList<>();
                for (OnnxValue item : sequence.getValue()) {
                    items.add(value(item));
                    item.close();
                }
                yield items;
            }
            default ->
                    throw new IllegalStateException(
                            "an output of type " + value.getType() + " is not read here");
        };
    }

    /// One output: the list of its values. Several: a list with an object per row.
    byte[] json(boolean wrapped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = Payload.JSON.createGenerator(bytes)) {
            if (wrapped) {
                out.writeStartObject();
                out.writeName("predictions");
            }
            if (outputs.size() == 1) {
                JsonValues.writeColumn(out, outputs.values().iterator().next());
            } else {
                writeRows(out);
            }
            if (wrapped) {
                out.writeEndObject();
            }
        }
        return bytes.toByteArray();
    }

    private void writeRows(JsonGenerator out) {
        int rows = length(outputs.values().iterator().next());
        if (rows < 0 || outputs.values().stream().anyMatch(value -> length(value) != rows)) {
            JsonValues.write(out, outputs);
            return;
        }
        out.writeStartArray();
        for (int row = 0; row < rows; row++) {
            out.writeStartObject();
            for (Map.Entry<String, Object> output : outputs.entrySet()) {
                out.writeName(output.getKey());
                JsonValues.write(out, at(output.getValue(), row));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /// The number of rows; -1 for what has none.
    private static int length(Object value) {
        if (value instanceof List<?> list) {
            return list.size();
        }
        return value.getClass().isArray() ? Array.getLength(value) : -1;
    }

    private static Object at(Object value, int row) {
        return value instanceof List<?> list ? list.get(row) : Array.get(value, row);
    }
}
