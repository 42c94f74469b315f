package dev.plumbline.local.serving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes tiny ONNX models: the few messages of onnx.proto3 (ir_version 8, opset 13) that a graph
/// of simple nodes takes.
public final class OnnxFixture {
    public static final int FLOAT = 1;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    public static final int STRING = 8;
    public static final int BOOL = 9;
    public static final int DOUBLE = 11;
    public static final int INT8 = 3;

    private static final int ANY = -1;

    private final Message graph = new Message().text(2, "graph");

    private OnnxFixture() {}

    /// `y = x · weights`: `float[n, weights]` to `float[n, 1]`.
    public static byte[] linear(float... weights) {
        return new OnnxFixture()
                .node("MatMul", "y", "x", "w")
                .initializer("w", weights, weights.length, 1)
                .value(11, "x", FLOAT, ANY, weights.length)
                .value(12, "y", FLOAT, ANY, 1)
                .model();
    }

    /// Two classes: `label` (`int64[n]`, the index of the larger value) and `probabilities`
    /// (`float[n, 2]`, the values).
    public static byte[] classifier() {
        return new OnnxFixture()
                .node(argMax())
                .node("Identity", "probabilities", "x")
                .value(11, "x", FLOAT, ANY, 2)
                .value(12, "label", INT64, ANY)
                .value(12, "probabilities", FLOAT, ANY, 2)
                .model();
    }

    /// `total = a - b`, each `float[n, 1]`: a model with an input per column.
    public static byte[] difference() {
        return new OnnxFixture()
                .node("Sub", "total", "a", "b")
                .value(11, "a", FLOAT, ANY, 1)
                .value(11, "b", FLOAT, ANY, 1)
                .value(12, "total", FLOAT, ANY, 1)
                .model();
    }

    /// `y = x` for elements of a type, of shape `[n, width]`.
    public static byte[] identity(int type, int width) {
        return new OnnxFixture()
                .node("Identity", "y", "x")
                .value(11, "x", type, ANY, width)
                .value(12, "y", type, ANY, width)
                .model();
    }

    public static Path folder(Path folder, byte[] model) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.onnx"), model);
        return folder;
    }

    private static Message argMax() {
        return new Message()
                .text(1, "x")
                .text(2, "label")
                .text(4, "ArgMax")
                .message(5, intAttribute("axis", 1))
                .message(5, intAttribute("keepdims", 0));
    }

    private static Message intAttribute(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    private OnnxFixture node(String operator, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node(node.text(2, output).text(4, operator));
    }

    private OnnxFixture node(Message node) {
        graph.message(1, node);
        return this;
    }

    private OnnxFixture initializer(String name, float[] values, long... shape) {
        Message tensor = new Message();
        for (long extent : shape) {
            tensor.number(1, extent);
        }
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return this;
    }

    /// An input (field 11) or output (field 12).
    private OnnxFixture value(int field, String name, int type, long... shape) {
        Message dimensions = new Message();
        for (long extent : shape) {
            dimensions.message(
                    1, extent < 0 ? new Message().text(2, "n") : new Message().number(1, extent));
        }
        Message tensor = new Message().number(1, type).message(2, dimensions);
        graph.message(
                field, new Message().text(1, name).message(2, new Message().message(1, tensor)));
        return this;
    }

    private byte[] model() {
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, 13))
                .out
                .toByteArray();
    }

    /// A message in the wire format of protocol buffers.
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            variable((long) field << 3);
            variable(value);
            return this;
        }

        Message text(int field, String text) {
            return bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message nested) {
            return bytes(field, nested.out.toByteArray());
        }

        Message bytes(int field, byte[] content) {
            variable(((long) field << 3) | 2);
            variable(content.length);
            out.writeBytes(content);
            return this;
        }

        private void variable(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
