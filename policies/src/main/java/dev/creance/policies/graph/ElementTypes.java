package dev.creance.policies.graph;

import java.util.List;

/** ONNX's element types by number (TensorProto.DataType of onnx.proto3). */
final class ElementTypes {
    private static final List<String> NAMES = List.of(
            "UNDEFINED",
            "FLOAT",
            "UINT8",
            "INT8",
            "UINT16",
            "INT16",
            "INT32",
            "INT64",
            "STRING",
            "BOOL",
            "FLOAT16",
            "DOUBLE",
            "UINT32",
            "UINT64",
            "COMPLEX64",
            "COMPLEX128",
            "BFLOAT16");

    private ElementTypes() {}

    static String name(long number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get((int) number) : "TYPE" + number;
    }
}
