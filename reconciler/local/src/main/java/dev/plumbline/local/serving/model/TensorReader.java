package dev.plumbline.local.serving.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Makes the runtime's tensors from JSON, checking shape and types against what the model declares.
record TensorReader(OrtEnvironment environment) {
    /// What a body of 10 MiB can hold at two bytes of JSON an element. A shape is only claimed:
    /// without a bound, a small body could have much memory allocated.
    private static final long MAX_ELEMENTS = 5L << 20;

    /// From nested arrays whose dimensions are the tensor's.
    OnnxTensor nested(TensorSpec spec, JsonNode nested) throws ModelException, OrtException {
        long[] shape = shapeOf(nested);
        TensorBuffer buffer = TensorBuffer.of(spec, elements(shape));
        long[] given = fit(spec, shape);
        fill(spec, nested, shape, 0, buffer);
        return buffer.tensor(environment, given);
    }

    /// From columns that become the second dimension of the model's only tensor.
    OnnxTensor matrix(TensorSpec spec, Frame frame, int[] positions)
            throws ModelException, OrtException {
        long[] shape = {frame.rows(), positions.length};
        long[] given = fit(spec, shape);
        TensorBuffer buffer = TensorBuffer.of(spec, elements(shape));
        for (int row = 0; row < frame.rows(); row++) {
            for (int position : positions) {
                JsonNode cell = frame.cells().at(row, position);
                addNamed(buffer, cell, frame.columns().get(position));
            }
        }
        return buffer.tensor(environment, given);
    }

    /// From one column: its cells, values or arrays, lie along the tensor's first dimension.
    OnnxTensor column(TensorSpec spec, Frame frame, int position)
            throws ModelException, OrtException {
        long[] cell = frame.rows() == 0 ? new long[0] : shapeOf(frame.cells().at(0, position));
        long[] shape = new long[cell.length + 1];
        shape[0] = frame.rows();
        System.arraycopy(cell, 0, shape, 1, cell.length);
        long[] given = fit(spec, shape);
        TensorBuffer buffer = TensorBuffer.of(spec, elements(shape));
        for (int row = 0; row < frame.rows(); row++) {
            fill(spec, frame.cells().at(row, position), shape, 1, buffer);
        }
        return buffer.tensor(environment, given);
    }

    /// From an input of the Open Inference Protocol: a declared shape, and data that is flat or
    /// nested.
    OnnxTensor declared(TensorSpec spec, List<Long> declared, JsonNode data)
            throws ModelException, OrtException {
        long[] shape = declared.stream().mapToLong(Long::longValue).toArray();
        if (!spec.accepts(shape)) {
            throw wrongShape(spec, shape);
        }
        if (data.isArray() && !data.isEmpty() && data.get(0).isArray()) {
            if (!Arrays.equals(shapeOf(data), shape)) {
                throw ModelException.badRequest(
                        "input \"%s\" declares the shape %s, its data has %s"
                                .formatted(spec.name(), declared, Arrays.toString(shapeOf(data))));
            }
            return nested(spec, data);
        }
        int elements = elements(shape);
        if (data.size() != elements) {
            throw ModelException.badRequest(
                    "input \"%s\" declares the shape %s, which is %d values; its data has %d"
                            .formatted(spec.name(), declared, elements, data.size()));
        }
        TensorBuffer buffer = TensorBuffer.of(spec, elements);
        for (JsonNode value : data) {
            buffer.add(value);
        }
        return buffer.tensor(environment, shape);
    }

    private static void addNamed(TensorBuffer buffer, JsonNode cell, String column)
            throws ModelException {
        try {
            buffer.add(cell);
        } catch (ModelException e) {
            throw ModelException.badRequest("column \"" + column + "\": " + e.text());
        }
    }

    private static void fill(
            TensorSpec spec, JsonNode node, long[] shape, int dimension, TensorBuffer buffer)
            throws ModelException {
        if (dimension == shape.length) {
            buffer.add(node);
            return;
        }
        if (!node.isArray() || node.size() != shape[dimension]) {
            throw ModelException.badRequest(
                    "input \"%s\" is uneven: expected arrays of %d values in dimension %d, found %s"
                            .formatted(
                                    spec.name(),
                                    shape[dimension],
                                    dimension + 1,
                                    node.isArray() ? node.size() + " values" : "no array"));
        }
        for (JsonNode child : node) {
            fill(spec, child, shape, dimension + 1, buffer);
        }
    }

    /// The shape to give the runtime: a plain list is taken for a tensor of one column.
    private static long[] fit(TensorSpec spec, long[] shape) throws ModelException {
        if (spec.accepts(shape)) {
            return shape;
        }
        if (spec.isColumn() && (shape.length == 1 || (shape.length == 2 && shape[1] == 1))) {
            long[] column = spec.rank() == 1 ? new long[] {shape[0]} : new long[] {shape[0], 1};
            if (spec.accepts(column)) {
                return column;
            }
        }
        throw wrongShape(spec, shape);
    }

    private static ModelException wrongShape(TensorSpec spec, long[] found) {
        return ModelException.badRequest(
                "input \"%s\" takes the shape %s (-1: any), found %s"
                        .formatted(spec.name(), spec.shape(), Arrays.toString(found)));
    }

    private static long[] shapeOf(JsonNode node) {
        int rank = 0;
        for (JsonNode at = node; at != null && at.isArray(); at = at.get(0)) {
            rank++;
        }
        long[] shape = new long[rank];
        JsonNode at = node;
        for (int i = 0; i < rank; i++) {
            shape[i] = at.size();
            at = at.path(0);
        }
        return shape;
    }

    /// @throws ModelException when a declared extent is negative or the product is beyond what a
    ///   body can hold
    private static int elements(long[] shape) throws ModelException {
        long product = 1;
        for (long extent : shape) {
            product = extent < 0 ? -1 : product * extent;
            if (product < 0 || product > MAX_ELEMENTS) {
                throw ModelException.badRequest(
                        "the shape " + Arrays.toString(shape) + " is not possible");
            }
        }
        return (int) product;
    }
}
