package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.ALL;
import static dev.creance.policies.kernels.Simd.BYTES;
import static dev.creance.policies.kernels.Simd.FLOATS;
import static dev.creance.policies.kernels.Simd.ORDER;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromMemorySegment;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.FloatVector;

/** {@link Gemv} of four rows at once: each weight that is loaded serves four of them. */
@HotPath
final class VectorGemvRows {
    private VectorGemvRows() {}

    /** A whole block of 128 outputs, two vectors at a time; rows of x are {@code inputs} floats apart, rows of y {@code outputs}. */
    static void four(long packed, long x, long y, int inputs, int outputs) {
        for (long c = 0; c < 4 * PackedMatrix.WIDEST; c += 2 * BYTES) {
            two(packed + c, x, y + c, inputs, 4L * outputs);
        }
    }

    private static void two(long w, long x, long y, int inputs, long yStride) {
        long xStride = 4L * inputs;
        FloatVector a0 = fromMemorySegment(FLOATS, ALL, w, ORDER);
        FloatVector a1 = fromMemorySegment(FLOATS, ALL, w + BYTES, ORDER);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector c0 = a0;
        FloatVector c1 = a1;
        FloatVector d0 = a0;
        FloatVector d1 = a1;
        for (int i = 0; i < inputs; i++) {
            long row = w + 512 + 512L * i;
            long in = x + 4L * i;
            FloatVector left = fromMemorySegment(FLOATS, ALL, row, ORDER);
            FloatVector right = fromMemorySegment(FLOATS, ALL, row + BYTES, ORDER);
            FloatVector a = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in));
            a0 = left.fma(a, a0);
            a1 = right.fma(a, a1);
            FloatVector b = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + xStride));
            b0 = left.fma(b, b0);
            b1 = right.fma(b, b1);
            FloatVector c = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 2 * xStride));
            c0 = left.fma(c, c0);
            c1 = right.fma(c, c1);
            FloatVector d = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 3 * xStride));
            d0 = left.fma(d, d0);
            d1 = right.fma(d, d1);
        }
        a0.intoMemorySegment(ALL, y, ORDER);
        a1.intoMemorySegment(ALL, y + BYTES, ORDER);
        b0.intoMemorySegment(ALL, y + yStride, ORDER);
        b1.intoMemorySegment(ALL, y + yStride + BYTES, ORDER);
        c0.intoMemorySegment(ALL, y + 2 * yStride, ORDER);
        c1.intoMemorySegment(ALL, y + 2 * yStride + BYTES, ORDER);
        d0.intoMemorySegment(ALL, y + 3 * yStride, ORDER);
        d1.intoMemorySegment(ALL, y + 3 * yStride + BYTES, ORDER);
    }
}
