package dev.plumbline.local.serving.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Lays what callers send onto a model's inputs. A model with one tensor takes the columns in its
/// signature's order (or as they come, without a signature); a model with several inputs takes
/// columns by the inputs' names.
record InputBinding(TensorReader reader, List<TensorSpec> inputs, List<String> columns) {

    Map<String, OnnxTensor> bind(Payload.Values values) throws ModelException, OrtException {
        return switch (values) {
            case Payload.Values.Rows(var nested) ->
                    inputs.size() == 1 ? one(nested) : byName(rows(nested));
            case Payload.Values.Columns(var frame) ->
                    inputs.size() == 1 ? one(frame) : byName(frame);
        };
    }

    /// The inputs of an Open Inference Protocol request.
    Map<String, OnnxTensor> bindProtocol(JsonNode requested) throws ModelException, OrtException {
        Map<String, TensorSpec> specs =
                inputs.stream().collect(Collectors.toMap(TensorSpec::name, Function.identity()));
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (JsonNode input : requested) {
                String name = input.path("name").asString("");
                TensorSpec spec = specs.get(name);
                if (spec == null || tensors.containsKey(name)) {
                    throw ModelException.badRequest(
                            "the model takes each of the inputs %s once, found \"%s\""
                                    .formatted(names(), name));
                }
                tensors.put(name, protocolTensor(spec, input));
            }
            if (tensors.size() != inputs.size()) {
                throw ModelException.badRequest(
                        "the model takes the inputs %s, found %s"
                                .formatted(names(), tensors.keySet()));
            }
            return tensors;
        } catch (ModelException | OrtException e) {
            tensors.values().forEach(OnnxTensor::close);
            throw e;
        }
    }

    private OnnxTensor protocolTensor(TensorSpec spec, JsonNode input)
            throws ModelException, OrtException {
        String type = input.path("datatype").asString("");
        if (!type.equals(spec.type().name())) {
            throw ModelException.badRequest(
                    "input \"%s\" has the datatype %s, found \"%s\""
                            .formatted(spec.name(), spec.type(), type));
        }
        List<Long> shape = new ArrayList<>();
        for (JsonNode extent : input.path("shape")) {
            if (!extent.isIntegralNumber()) {
                throw ModelException.badRequest(
                        "the shape of input \"" + spec.name() + "\" must be integers");
            }
            shape.add(extent.longValue());
        }
        return reader.declared(spec, shape, input.path("data"));
    }

    private Map<String, OnnxTensor> one(JsonNode nested) throws ModelException, OrtException {
        TensorSpec spec = inputs.getFirst();
        return Map.of(spec.name(), reader.nested(spec, nested));
    }

    private Map<String, OnnxTensor> one(Frame frame) throws ModelException, OrtException {
        TensorSpec spec = inputs.getFirst();
        if (frame.columns().equals(List.of(spec.name()))) {
            return Map.of(spec.name(), reader.column(spec, frame, 0));
        }
        int[] positions = frame.positionsOf(columns.isEmpty() ? frame.columns() : columns);
        return Map.of(spec.name(), reader.matrix(spec, frame, positions));
    }

    private Map<String, OnnxTensor> byName(Frame frame) throws ModelException, OrtException {
        int[] positions = frame.positionsOf(names());
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                TensorSpec spec = inputs.get(i);
                tensors.put(spec.name(), reader.column(spec, frame, positions[i]));
            }
            return tensors;
        } catch (ModelException | OrtException e) {
            tensors.values().forEach(OnnxTensor::close);
            throw e;
        }
    }

    /// Rows without names: the columns stand in the signature's order, which for several inputs may
    /// not be the graph's.
    private Frame rows(JsonNode nested) throws ModelException {
        return Frame.ofRows(columns.isEmpty() ? names() : columns, nested);
    }

    private List<String> names() {
        return inputs.stream().map(TensorSpec::name).toList();
    }
}
