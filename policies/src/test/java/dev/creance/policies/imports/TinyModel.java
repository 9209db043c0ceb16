package dev.creance.policies.imports;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The bytes of an ONNX file with tensors at its edges and nothing between them (onnx.proto3: ModelProto, GraphProto). */
final class TinyModel {
    private static final int FLOAT = 1;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();

    TinyModel input(String name, int... shape) {
        graph.writeBytes(field(11, port(name, shape)));
        return this;
    }

    TinyModel output(String name, int... shape) {
        graph.writeBytes(field(12, port(name, shape)));
        return this;
    }

    TinyModel metadata(Map<String, String> values) {
        values.forEach((key, value) ->
                metadata.writeBytes(field(14, join(field(1, text(key)), field(2, text(value))))));
        return this;
    }

    byte[] bytes() {
        return join(number(1, 8), field(7, graph.toByteArray()), metadata.toByteArray());
    }

    private static byte[] port(String name, int... shape) {
        ByteArrayOutputStream dims = new ByteArrayOutputStream();
        for (int size : shape) {
            dims.writeBytes(field(1, number(1, size)));
        }
        byte[] tensor = join(number(1, FLOAT), field(2, dims.toByteArray()));
        return join(field(1, text(name)), field(2, field(1, tensor)));
    }

    private static byte[] number(int field, int value) {
        return join(varint(field << 3), varint(value));
    }

    private static byte[] field(int number, byte[] content) {
        return join(varint(number << 3 | 2), varint(content.length), content);
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = value;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
