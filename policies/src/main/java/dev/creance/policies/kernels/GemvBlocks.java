package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.BYTES;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** {@link Gemv} on vectors, block by block. Not one of the kernels: the JIT may inline this into its callers. */
@HotPath
final class GemvBlocks {
    private static final int ROWS_AT_ONCE = 4;

    private GemvBlocks() {}

    static void apply(PackedMatrix weights, MemorySegment memory, int x, int y) {
        int inputs = weights.inputs();
        int outputs = weights.outputs();
        long from = Simd.address(memory, x, inputs);
        long to = Simd.address(memory, y, outputs);
        long packed = weights.address();
        int left = outputs;
        while (left > 0) {
            int width = PackedMatrix.width(left);
            block(packed, from, to, inputs, width, left, memory.address());
            packed += 4L * (1 + inputs) * width;
            to += 4L * width;
            left -= width;
        }
    }

    static void apply(PackedMatrix weights, MemorySegment memory, int x, int y, int rows) {
        int inputs = weights.inputs();
        int outputs = weights.outputs();
        long from = Simd.address(memory, x, rows * inputs);
        long to = Simd.address(memory, y, rows * outputs);
        long packed = weights.address();
        int left = outputs;
        while (left > 0) {
            int width = PackedMatrix.width(left);
            int row = 0;
            if (left >= PackedMatrix.WIDEST) {
                for (; row <= rows - ROWS_AT_ONCE; row += ROWS_AT_ONCE) {
                    VectorGemvRows.four(packed, from + 4L * row * inputs, to + 4L * row * outputs, inputs, outputs);
                }
            }
            for (; row < rows; row++) {
                long out = to + 4L * row * outputs;
                block(packed, from + 4L * row * inputs, out, inputs, width, left, memory.address());
            }
            packed += 4L * (1 + inputs) * width;
            to += 4L * width;
            left -= width;
        }
    }

    /** One block; where it is wider than the outputs that are left, it writes over their end. */
    private static void block(long packed, long x, long y, int inputs, int width, int left, long own) {
        if (left < width) {
            VectorRoom.move(y + 4L * left, own);
            whole(packed, x, y, inputs, width);
            VectorRoom.move(own, y + 4L * left);
        } else {
            whole(packed, x, y, inputs, width);
        }
    }

    private static void whole(long packed, long x, long y, int inputs, int width) {
        for (long c = 0; c < 4L * width; c += width / 16 * BYTES) {
            switch (width) {
                case 128 -> VectorGemv.eight(packed + c, x, y + c, inputs);
                case 64 -> VectorGemv.four(packed + c, x, y + c, inputs);
                case 32 -> VectorGemv.two(packed + c, x, y + c, inputs);
                default -> VectorGemv.one(packed + c, x, y + c, inputs);
            }
        }
    }
}
