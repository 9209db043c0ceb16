package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;

/** Element types by the numbers that ONNX Runtime's C API has for them ({@code enum ONNXTensorElementDataType}). */
final class OnnxTypes {
    private OnnxTypes() {}

    static OnnxJavaType of(int number) {
        return switch (number) {
            case 1 -> OnnxJavaType.FLOAT;
            case 2 -> OnnxJavaType.UINT8;
            case 3 -> OnnxJavaType.INT8;
            case 4, 5 -> OnnxJavaType.INT16;
            case 6, 12 -> OnnxJavaType.INT32;
            case 7, 13 -> OnnxJavaType.INT64;
            case 8 -> OnnxJavaType.STRING;
            case 9 -> OnnxJavaType.BOOL;
            case 10 -> OnnxJavaType.FLOAT16;
            case 11 -> OnnxJavaType.DOUBLE;
            case 16 -> OnnxJavaType.BFLOAT16;
            default -> OnnxJavaType.UNKNOWN;
        };
    }

    /** Java has no unsigned types but that of bytes: an unsigned input cannot be bound, and ONNX Runtime says so. */
    static int number(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> 1;
            case UINT8 -> 2;
            case INT8 -> 3;
            case INT16 -> 5;
            case INT32 -> 6;
            case INT64 -> 7;
            case STRING -> 8;
            case BOOL -> 9;
            case FLOAT16 -> 10;
            case DOUBLE -> 11;
            case BFLOAT16 -> 16;
            case UNKNOWN -> 0;
        };
    }
}
