package dev.creance.policies;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small ONNX files, so that each operator can be shown to two engines. Field numbers are those of onnx.proto3. */
public final class OnnxBuilder {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int BOOL = 9;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private final int opset;

    public OnnxBuilder(int opset) {
        this.opset = opset;
        bytes(graph, 2, utf8("test"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, ((long) field << 3) | 2);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static byte[] edge(String name, long... shape) {
        return edge(name, FLOAT, shape);
    }

    /** @param shape −1 where a size is free */
    private static byte[] edge(String name, int type, long... shape) {
        ByteArrayOutputStream dims = new ByteArrayOutputStream();
        for (long size : shape) {
            ByteArrayOutputStream dim = new ByteArrayOutputStream();
            if (size >= 0) {
                number(dim, 1, size);
            }
            bytes(dims, 1, dim.toByteArray());
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, 1, type);
        bytes(tensor, 2, dims.toByteArray());
        ByteArrayOutputStream kind = new ByteArrayOutputStream();
        bytes(kind, 1, tensor.toByteArray());
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        bytes(info, 1, utf8(name));
        bytes(info, 2, kind.toByteArray());
        return info.toByteArray();
    }

    public OnnxBuilder input(String name, long... shape) {
        bytes(graph, 11, edge(name, shape));
        return this;
    }

    OnnxBuilder integerInput(String name, long... shape) {
        bytes(graph, 11, edge(name, INT64, shape));
        return this;
    }

    /** Of whatever shape comes out. */
    public OnnxBuilder output(String name) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, 1, FLOAT);
        ByteArrayOutputStream type = new ByteArrayOutputStream();
        bytes(type, 1, tensor.toByteArray());
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        bytes(info, 1, utf8(name));
        bytes(info, 2, type.toByteArray());
        bytes(graph, 12, info.toByteArray());
        return this;
    }

    public OnnxBuilder floats(String name, long[] shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return initialiser(name, FLOAT, shape, raw.array());
    }

    public OnnxBuilder integers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return initialiser(name, INT64, new long[] {values.length}, raw.array());
    }

    /** Weights that lie in another file. */
    OnnxBuilder external(String name, String location, long offset, long length, long... shape) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        for (long size : shape) {
            number(tensor, 1, size);
        }
        number(tensor, 2, FLOAT);
        bytes(tensor, 8, utf8(name));
        String[] entries = {"location", location, "offset", "" + offset, "length", "" + length};
        for (int i = 0; i < entries.length; i += 2) {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            bytes(entry, 1, utf8(entries[i]));
            bytes(entry, 2, utf8(entries[i + 1]));
            bytes(tensor, 13, entry.toByteArray());
        }
        number(tensor, 14, 1);
        bytes(graph, 5, tensor.toByteArray());
        return this;
    }

    /** A node that holds a graph that holds such a node, and so on. */
    OnnxBuilder nested(int depth) {
        bytes(graph, 1, nestedNode(depth));
        return this;
    }

    private static byte[] nestedNode(int depth) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        if (depth > 0) {
            bytes(inner, 1, nestedNode(depth - 1));
        }
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        bytes(attribute, 1, utf8("body"));
        bytes(attribute, 6, inner.toByteArray());
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        bytes(node, 4, utf8("Loop"));
        bytes(node, 5, attribute.toByteArray());
        return node.toByteArray();
    }

    /** {@code result} = tanh(tanh(… {@code start})), as often as the integer {@code times} says. */
    public OnnxBuilder loop(String times, String start, String result) {
        OnnxBuilder body = new OnnxBuilder(opset);
        bytes(body.graph, 11, edge("round", INT64));
        bytes(body.graph, 11, edge("on", BOOL));
        bytes(body.graph, 11, edge("before", FLOAT, -1));
        body.node("Identity", "on", "goes_on").node("Tanh", "before", "after");
        bytes(body.graph, 12, edge("goes_on", BOOL));
        body.output("after");
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        bytes(attribute, 1, utf8("body"));
        bytes(attribute, 6, body.graph.toByteArray());
        number(attribute, 20, 5);
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        for (String input : new String[] {times, "", start}) {
            bytes(node, 1, utf8(input));
        }
        bytes(node, 2, utf8(result));
        bytes(node, 4, utf8("Loop"));
        bytes(node, 5, attribute.toByteArray());
        bytes(graph, 1, node.toByteArray());
        return this;
    }

    private OnnxBuilder initialiser(String name, int type, long[] shape, byte[] raw) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        for (long size : shape) {
            number(tensor, 1, size);
        }
        number(tensor, 2, type);
        bytes(tensor, 8, utf8(name));
        bytes(tensor, 9, raw);
        bytes(graph, 5, tensor.toByteArray());
        return this;
    }

    /**
     * Adds a node.
     *
     * @param inputs separated by blanks; {@code _} stands for one left out
     * @param attributes pairs of a name and a {@link Float}, {@link Integer}, {@link String} or {@code long[]}
     */
    public OnnxBuilder node(String operator, String inputs, String outputs, Object... attributes) {
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        for (String input : inputs.split(" ")) {
            bytes(node, 1, utf8(input.equals("_") ? "" : input));
        }
        for (String output : outputs.split(" ")) {
            bytes(node, 2, utf8(output));
        }
        bytes(node, 4, utf8(operator));
        for (int i = 0; i < attributes.length; i += 2) {
            bytes(node, 5, attribute((String) attributes[i], attributes[i + 1]));
        }
        bytes(graph, 1, node.toByteArray());
        return this;
    }

    private static byte[] attribute(String name, Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bytes(out, 1, utf8(name));
        switch (value) {
            case Float real -> {
                varint(out, (2 << 3) | 5);
                ByteBuffer raw =
                        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(real);
                out.writeBytes(raw.array());
                number(out, 20, 1);
            }
            case Integer whole -> {
                number(out, 3, whole);
                number(out, 20, 2);
            }
            case String text -> {
                bytes(out, 4, utf8(text));
                number(out, 20, 3);
            }
            case long[] wholes -> {
                for (long whole : wholes) {
                    number(out, 8, whole);
                }
                number(out, 20, 7);
            }
            default -> throw new IllegalArgumentException(name);
        }
        return out.toByteArray();
    }

    public byte[] build() {
        return build(8);
    }

    byte[] build(int ir) {
        ByteArrayOutputStream opsets = new ByteArrayOutputStream();
        number(opsets, 2, opset);
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        number(model, 1, ir);
        bytes(model, 7, graph.toByteArray());
        bytes(model, 8, opsets.toByteArray());
        return model.toByteArray();
    }
}
