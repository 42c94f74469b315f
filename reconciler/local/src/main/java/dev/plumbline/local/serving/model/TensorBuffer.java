package dev.plumbline.local.serving.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The elements of one tensor on their way from JSON to the runtime, in row-major order.
sealed interface TensorBuffer {
    /// Adds the next element.
    ///
    /// @throws ModelException when it is of another type than the tensor's
    void add(JsonNode value) throws ModelException;

    OnnxTensor tensor(OrtEnvironment environment, long[] shape) throws OrtException;

    static TensorBuffer of(TensorSpec spec, int elements) throws ModelException {
        return switch (spec.type()) {
            case BOOL -> new Bools(spec, ByteBuffer.allocate(elements));
            case INT32 -> new Ints(spec, IntBuffer.allocate(elements));
            case INT64 -> new Longs(spec, LongBuffer.allocate(elements));
            case FP32 -> new Floats(spec, FloatBuffer.allocate(elements));
            case FP64 -> new Doubles(spec, DoubleBuffer.allocate(elements));
            case BYTES -> new Texts(spec, new ArrayList<>(elements));
            case OTHER ->
                    throw ModelException.badRequest(
                            "input \"" + spec.name() + "\" has a type that is not taken");
        };
    }

    record Floats(TensorSpec spec, FloatBuffer values) implements TensorBuffer {
        @Override
        public void add(JsonNode value) throws ModelException {
            values.put((float) number(spec, value));
        }

        @Override
        public OnnxTensor tensor(OrtEnvironment environment, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, values.flip(), shape);
        }
    }

    record Doubles(TensorSpec spec, DoubleBuffer values) implements TensorBuffer {
        @Override
        public void add(JsonNode value) throws ModelException {
            values.put(number(spec, value));
        }

        @Override
        public OnnxTensor tensor(OrtEnvironment environment, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, values.flip(), shape);
        }
    }

    record Ints(TensorSpec spec, IntBuffer values) implements TensorBuffer {
        @Override
        public void add(JsonNode value) throws ModelException {
            if (!value.isNumber()
                    || !value.canConvertToExactIntegral()
                    || !value.canConvertToInt()) {
                throw wrong(spec, "an integer of 32 bits", value);
            }
            values.put(value.intValue());
        }

        @Override
        public OnnxTensor tensor(OrtEnvironment environment, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, values.flip(), shape);
        }
    }

    record Longs(TensorSpec spec, LongBuffer values) implements TensorBuffer {
        @Override
        public void add(JsonNode value) throws ModelException {
            if (!value.isNumber()
                    || !value.canConvertToExactIntegral()
                    || !value.canConvertToLong()) {
                throw wrong(spec, "an integer of 64 bits", value);
            }
            values.put(value.longValue());
        }

        @Override
        public OnnxTensor tensor(OrtEnvironment environment, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, values.flip(), shape);
        }
    }

    record Bools(TensorSpec spec, ByteBuffer values) implements TensorBuffer {
        @Override
        public void add(JsonNode value) throws ModelException {
            if (!value.isBoolean()) {
                throw wrong(spec, "true or false", value);
            }
            values.put((byte) (value.booleanValue() ? 1 : 0));
        }

        @Override
        public OnnxTensor tensor(OrtEnvironment environment, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, values.flip(), shape, OnnxJavaType.BOOL);
        }
    }

    record Texts(TensorSpec spec, List<String> values) implements TensorBuffer {
        @Override
        public void add(JsonNode value) throws ModelException {
            if (!value.isString()) {
                throw wrong(spec, "a string", value);
            }
            values.add(value.stringValue());
        }

        @Override
        public OnnxTensor tensor(OrtEnvironment environment, long[] shape) throws OrtException {
            return OnnxTensor.createTensor(environment, values.toArray(String[]::new), shape);
        }
    }

    /// A null is a missing value: NaN, as data frames have it.
    private static double number(TensorSpec spec, JsonNode value) throws ModelException {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isNull()) {
            return Double.NaN;
        }
        throw wrong(spec, "a number", value);
    }

    private static ModelException wrong(TensorSpec spec, String expected, JsonNode found) {
        return ModelException.badRequest(
                "input \"%s\" takes %s (%s), found %s"
                        .formatted(spec.name(), expected, spec.type(), excerpt(found)));
    }

    private static String excerpt(JsonNode node) {
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
