package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.TensorBinding.Pinned;
import java.nio.ByteBuffer;

/**
 * The numbers of a tensor, row-major.
 *
 * @param dtype name of an {@link OnnxJavaType}
 * @param reals the numbers where the type holds real numbers, else empty
 * @param integers the numbers where the type holds integers or truth values, else empty
 */
record TensorValues(String dtype, long[] shape, double[] reals, long[] integers) {
    static boolean isInteger(String dtype) {
        return switch (dtype) {
            case "INT8", "UINT8", "INT16", "INT32", "INT64", "BOOL" -> true;
            default -> false;
        };
    }

    int size() {
        return Math.max(reals.length, integers.length);
    }

    void into(Pinned tensor) {
        ByteBuffer out = tensor.memory();
        for (int i = 0; i < size(); i++) {
            switch (tensor.type()) {
                case FLOAT -> out.putFloat(4 * i, (float) reals[i]);
                case DOUBLE -> out.putDouble(8 * i, reals[i]);
                case FLOAT16 -> out.putShort(2 * i, Float.floatToFloat16((float) reals[i]));
                case INT64 -> out.putLong(8 * i, integers[i]);
                case INT32 -> out.putInt(4 * i, (int) integers[i]);
                case INT16 -> out.putShort(2 * i, (short) integers[i]);
                case INT8, UINT8, BOOL -> out.put(i, (byte) integers[i]);
                default -> throw unsupported(tensor);
            }
        }
    }

    /** An element of a tensor of real numbers. */
    static double real(Pinned tensor, int i) {
        ByteBuffer in = tensor.memory();
        return switch (tensor.type()) {
            case FLOAT -> in.getFloat(4 * i);
            case DOUBLE -> in.getDouble(8 * i);
            case FLOAT16 -> Float.float16ToFloat(in.getShort(2 * i));
            default -> throw unsupported(tensor);
        };
    }

    /** An element of a tensor of integers or truth values. */
    static long integer(Pinned tensor, int i) {
        ByteBuffer in = tensor.memory();
        return switch (tensor.type()) {
            case INT64 -> in.getLong(8 * i);
            case INT32 -> in.getInt(4 * i);
            case INT16 -> in.getShort(2 * i);
            case INT8 -> in.get(i);
            case UINT8 -> in.get(i) & 0xff;
            case BOOL -> in.get(i) == 0 ? 0 : 1;
            default -> throw unsupported(tensor);
        };
    }

    private static PolicyError unsupported(Pinned tensor) {
        return new PolicyError(
                "tensor '" + tensor.name() + "'",
                "of type " + tensor.type() + " cannot be compared",
                "export it with float32 or integer tensors");
    }
}
