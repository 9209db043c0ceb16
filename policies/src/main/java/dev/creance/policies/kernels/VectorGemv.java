package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.ALL;
import static dev.creance.policies.kernels.Simd.BYTES;
import static dev.creance.policies.kernels.Simd.FLOATS;
import static dev.creance.policies.kernels.Simd.ORDER;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromMemorySegment;
import static jdk.incubator.vector.FloatVector.zero;

import dev.creance.runtime.HotPath;
import jdk.incubator.vector.FloatVector;

/**
 * {@link Gemv} on vectors: eight accumulators whatever the width of the block, so that the latency of multiply-adds is hidden.
 * Kernels call the Vector API itself, not methods of ours that do: C2 always inlines the former, but the latter no longer once a
 * method has grown to 18 000 nodes, and then it boxes what they take.
 */
@HotPath
final class VectorGemv {
    private VectorGemv() {}

    /** Eight vectors of outputs in one chain each. */
    static void eight(long w, long x, long y, int inputs) {
        FloatVector a0 = fromMemorySegment(FLOATS, ALL, w, ORDER);
        FloatVector a1 = fromMemorySegment(FLOATS, ALL, w + BYTES, ORDER);
        FloatVector a2 = fromMemorySegment(FLOATS, ALL, w + 2 * BYTES, ORDER);
        FloatVector a3 = fromMemorySegment(FLOATS, ALL, w + 3 * BYTES, ORDER);
        FloatVector a4 = fromMemorySegment(FLOATS, ALL, w + 4 * BYTES, ORDER);
        FloatVector a5 = fromMemorySegment(FLOATS, ALL, w + 5 * BYTES, ORDER);
        FloatVector a6 = fromMemorySegment(FLOATS, ALL, w + 6 * BYTES, ORDER);
        FloatVector a7 = fromMemorySegment(FLOATS, ALL, w + 7 * BYTES, ORDER);
        for (int i = 0; i < inputs; i++) {
            long row = w + 512 + 512L * i;
            FloatVector input = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, x + 4L * i));
            a0 = fromMemorySegment(FLOATS, ALL, row, ORDER).fma(input, a0);
            a1 = fromMemorySegment(FLOATS, ALL, row + BYTES, ORDER).fma(input, a1);
            a2 = fromMemorySegment(FLOATS, ALL, row + 2 * BYTES, ORDER).fma(input, a2);
            a3 = fromMemorySegment(FLOATS, ALL, row + 3 * BYTES, ORDER).fma(input, a3);
            a4 = fromMemorySegment(FLOATS, ALL, row + 4 * BYTES, ORDER).fma(input, a4);
            a5 = fromMemorySegment(FLOATS, ALL, row + 5 * BYTES, ORDER).fma(input, a5);
            a6 = fromMemorySegment(FLOATS, ALL, row + 6 * BYTES, ORDER).fma(input, a6);
            a7 = fromMemorySegment(FLOATS, ALL, row + 7 * BYTES, ORDER).fma(input, a7);
        }
        a0.intoMemorySegment(ALL, y, ORDER);
        a1.intoMemorySegment(ALL, y + BYTES, ORDER);
        a2.intoMemorySegment(ALL, y + 2 * BYTES, ORDER);
        a3.intoMemorySegment(ALL, y + 3 * BYTES, ORDER);
        a4.intoMemorySegment(ALL, y + 4 * BYTES, ORDER);
        a5.intoMemorySegment(ALL, y + 5 * BYTES, ORDER);
        a6.intoMemorySegment(ALL, y + 6 * BYTES, ORDER);
        a7.intoMemorySegment(ALL, y + 7 * BYTES, ORDER);
    }

    /** Four vectors of outputs in two chains each. */
    static void four(long w, long x, long y, int inputs) {
        FloatVector a0 = fromMemorySegment(FLOATS, ALL, w, ORDER);
        FloatVector a1 = fromMemorySegment(FLOATS, ALL, w + BYTES, ORDER);
        FloatVector a2 = fromMemorySegment(FLOATS, ALL, w + 2 * BYTES, ORDER);
        FloatVector a3 = fromMemorySegment(FLOATS, ALL, w + 3 * BYTES, ORDER);
        FloatVector b0 = zero(FLOATS);
        FloatVector b1 = zero(FLOATS);
        FloatVector b2 = zero(FLOATS);
        FloatVector b3 = zero(FLOATS);
        int i = 0;
        for (; i < inputs - 1; i += 2) {
            long row = w + 256 + 256L * i;
            long in = x + 4L * i;
            FloatVector a = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in));
            a0 = fromMemorySegment(FLOATS, ALL, row, ORDER).fma(a, a0);
            a1 = fromMemorySegment(FLOATS, ALL, row + BYTES, ORDER).fma(a, a1);
            a2 = fromMemorySegment(FLOATS, ALL, row + 2 * BYTES, ORDER).fma(a, a2);
            a3 = fromMemorySegment(FLOATS, ALL, row + 3 * BYTES, ORDER).fma(a, a3);
            FloatVector b = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 4));
            b0 = fromMemorySegment(FLOATS, ALL, row + 256, ORDER).fma(b, b0);
            b1 = fromMemorySegment(FLOATS, ALL, row + 256 + BYTES, ORDER).fma(b, b1);
            b2 = fromMemorySegment(FLOATS, ALL, row + 256 + 2 * BYTES, ORDER).fma(b, b2);
            b3 = fromMemorySegment(FLOATS, ALL, row + 256 + 3 * BYTES, ORDER).fma(b, b3);
        }
        for (; i < inputs; i++) {
            FloatVector input = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, x + 4L * i));
            long row = w + 256 + 256L * i;
            a0 = fromMemorySegment(FLOATS, ALL, row, ORDER).fma(input, a0);
            a1 = fromMemorySegment(FLOATS, ALL, row + BYTES, ORDER).fma(input, a1);
            a2 = fromMemorySegment(FLOATS, ALL, row + 2 * BYTES, ORDER).fma(input, a2);
            a3 = fromMemorySegment(FLOATS, ALL, row + 3 * BYTES, ORDER).fma(input, a3);
        }
        a0.add(b0).intoMemorySegment(ALL, y, ORDER);
        a1.add(b1).intoMemorySegment(ALL, y + BYTES, ORDER);
        a2.add(b2).intoMemorySegment(ALL, y + 2 * BYTES, ORDER);
        a3.add(b3).intoMemorySegment(ALL, y + 3 * BYTES, ORDER);
    }

    /** Two vectors of outputs in four chains each. */
    static void two(long w, long x, long y, int inputs) {
        FloatVector a0 = fromMemorySegment(FLOATS, ALL, w, ORDER);
        FloatVector a1 = fromMemorySegment(FLOATS, ALL, w + BYTES, ORDER);
        FloatVector b0 = zero(FLOATS);
        FloatVector b1 = zero(FLOATS);
        FloatVector c0 = zero(FLOATS);
        FloatVector c1 = zero(FLOATS);
        FloatVector d0 = zero(FLOATS);
        FloatVector d1 = zero(FLOATS);
        int i = 0;
        for (; i < inputs - 3; i += 4) {
            long row = w + 128 + 128L * i;
            long in = x + 4L * i;
            FloatVector a = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in));
            a0 = fromMemorySegment(FLOATS, ALL, row, ORDER).fma(a, a0);
            a1 = fromMemorySegment(FLOATS, ALL, row + BYTES, ORDER).fma(a, a1);
            FloatVector b = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 4));
            b0 = fromMemorySegment(FLOATS, ALL, row + 128, ORDER).fma(b, b0);
            b1 = fromMemorySegment(FLOATS, ALL, row + 128 + BYTES, ORDER).fma(b, b1);
            FloatVector c = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 8));
            c0 = fromMemorySegment(FLOATS, ALL, row + 256, ORDER).fma(c, c0);
            c1 = fromMemorySegment(FLOATS, ALL, row + 256 + BYTES, ORDER).fma(c, c1);
            FloatVector d = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 12));
            d0 = fromMemorySegment(FLOATS, ALL, row + 384, ORDER).fma(d, d0);
            d1 = fromMemorySegment(FLOATS, ALL, row + 384 + BYTES, ORDER).fma(d, d1);
        }
        for (; i < inputs; i++) {
            FloatVector input = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, x + 4L * i));
            long row = w + 128 + 128L * i;
            a0 = fromMemorySegment(FLOATS, ALL, row, ORDER).fma(input, a0);
            a1 = fromMemorySegment(FLOATS, ALL, row + BYTES, ORDER).fma(input, a1);
        }
        a0.add(b0).add(c0.add(d0)).intoMemorySegment(ALL, y, ORDER);
        a1.add(b1).add(c1.add(d1)).intoMemorySegment(ALL, y + BYTES, ORDER);
    }

    /** One vector of outputs in eight chains. */
    static void one(long w, long x, long y, int inputs) {
        FloatVector a0 = fromMemorySegment(FLOATS, ALL, w, ORDER);
        FloatVector b0 = zero(FLOATS);
        FloatVector c0 = zero(FLOATS);
        FloatVector d0 = zero(FLOATS);
        FloatVector e0 = zero(FLOATS);
        FloatVector f0 = zero(FLOATS);
        FloatVector g0 = zero(FLOATS);
        FloatVector h0 = zero(FLOATS);
        int i = 0;
        for (; i < inputs - 7; i += 8) {
            long row = w + 64 + 64L * i;
            long in = x + 4L * i;
            FloatVector a = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in));
            a0 = fromMemorySegment(FLOATS, ALL, row, ORDER).fma(a, a0);
            FloatVector b = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 4));
            b0 = fromMemorySegment(FLOATS, ALL, row + 64, ORDER).fma(b, b0);
            FloatVector c = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 8));
            c0 = fromMemorySegment(FLOATS, ALL, row + 128, ORDER).fma(c, c0);
            FloatVector d = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 12));
            d0 = fromMemorySegment(FLOATS, ALL, row + 192, ORDER).fma(d, d0);
            FloatVector e = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 16));
            e0 = fromMemorySegment(FLOATS, ALL, row + 256, ORDER).fma(e, e0);
            FloatVector f = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 20));
            f0 = fromMemorySegment(FLOATS, ALL, row + 320, ORDER).fma(f, f0);
            FloatVector g = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 24));
            g0 = fromMemorySegment(FLOATS, ALL, row + 384, ORDER).fma(g, g0);
            FloatVector h = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 28));
            h0 = fromMemorySegment(FLOATS, ALL, row + 448, ORDER).fma(h, h0);
        }
        for (; i < inputs; i++) {
            FloatVector input = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, x + 4L * i));
            long row = w + 64 + 64L * i;
            a0 = fromMemorySegment(FLOATS, ALL, row, ORDER).fma(input, a0);
        }
        a0.add(b0).add(c0.add(d0)).add(e0.add(f0).add(g0.add(h0))).intoMemorySegment(ALL, y, ORDER);
    }
}
