package dev.plumbline.local.serving.model;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The answer of the Open Inference Protocol (version 2, REST): the model's name and version, the
/// request's id, and the outputs that were asked for (all, when none were named), data in row-major
/// order.
record InferenceAnswer(String model, String version, List<TensorSpec> outputs) {

    byte[] json(JsonNode request, Predictions predictions) throws ModelException {
        List<TensorSpec> wanted = wanted(request.path("outputs"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = Payload.JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringProperty("model_name", model);
            out.writeStringProperty("model_version", version);
            if (request.path("id").isString()) {
                out.writeStringProperty("id", request.path("id").stringValue());
            }
            out.writeName("outputs");
            out.writeStartArray();
            for (TensorSpec output : wanted) {
                write(out, output, predictions.outputs().get(output.name()));
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private List<TensorSpec> wanted(JsonNode requested) throws ModelException {
        if (requested.isEmpty()) {
            return outputs;
        }
        List<TensorSpec> wanted = new ArrayList<>();
        for (JsonNode output : requested) {
            String name = output.path("name").asString("");
            wanted.add(
                    outputs.stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElseThrow(() ->
                                    ModelException.badRequest(
                                            "the model has no output \"%s\"; it has %s"
                                                    .formatted(
                                                            name,
                                                            outputs.stream()
                                                                    .map(TensorSpec::name)
                                                                    .toList()))));
        }
        return wanted;
    }

    private static void write(JsonGenerator out, TensorSpec spec, @Nullable Object value) {
        out.writeStartObject();
        out.writeStringProperty("name", spec.name());
        out.writeStringProperty(
                "datatype", spec.type() == DataType.OTHER ? "FP32" : spec.type().name());
        out.writeName("shape");
        out.writeStartArray();
        for (Object at = value; at != null && at.getClass().isArray(); at = first(at)) {
            out.writeNumber(Array.getLength(at));
        }
        out.writeEndArray();
        out.writeName("data");
        out.writeStartArray();
        if (value != null) {
            JsonValues.writeFlat(out, value);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static @Nullable Object first(Object array) {
        return Array.getLength(array) == 0 ? null : Array.get(array, 0);
    }
}
