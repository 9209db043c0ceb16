package dev.creance.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the few ONNX graphs that the kernels are measured against; field numbers are those of onnx.proto3. */
final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int LENGTH_DELIMITED = 2;

    private final Message graph = new Message();

    /** Fields in the wire format of protocol buffers. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | LENGTH_DELIMITED);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }

    OnnxGraph input(String name, int... shape) {
        graph.message(11, edge(name, shape));
        return this;
    }

    OnnxGraph output(String name, int... shape) {
        graph.message(12, edge(name, shape));
        return this;
    }

    private static Message edge(String name, int... shape) {
        Message sizes = new Message();
        for (int size : shape) {
            sizes.message(1, new Message().number(1, size));
        }
        Message tensor = new Message().number(1, FLOAT).message(2, sizes);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    OnnxGraph constant(String name, float[] values, int... shape) {
        Message tensor = new Message();
        for (int size : shape) {
            tensor.number(1, size);
        }
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
        return this;
    }

    OnnxGraph indices(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        Message tensor = new Message().number(1, values.length).number(2, 7).text(8, name);
        graph.message(5, tensor.bytes(9, raw.array()));
        return this;
    }

    /** An operator with integer attributes; an empty name leaves an optional edge out. */
    OnnxGraph node(String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
        Message node = new Message();
        inputs.forEach(each -> node.text(1, each));
        outputs.forEach(each -> node.text(2, each));
        node.text(4, operator);
        for (Attribute each : attributes) {
            node.message(
                    5, new Message().text(1, each.name).number(3, each.value).number(20, ATTRIBUTE_INT));
        }
        graph.message(1, node);
        return this;
    }

    record Attribute(String name, long value) {}

    byte[] bytes() {
        graph.text(2, "creance");
        Message opset = new Message().text(1, "").number(2, OPSET);
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, opset)
                .bytes
                .toByteArray();
    }
}
