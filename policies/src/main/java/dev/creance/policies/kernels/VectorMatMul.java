package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.ALL;
import static dev.creance.policies.kernels.Simd.BYTES;
import static dev.creance.policies.kernels.Simd.FLOATS;
import static dev.creance.policies.kernels.Simd.ORDER;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromMemorySegment;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** {@link MatMul} on vectors: tiles of four rows, then of one, by two vectors of columns, then by one. */
@HotPath
final class VectorMatMul {
    private static final int ROWS_AT_ONCE = 4;

    private VectorMatMul() {}

    static void apply(MatMul shape, MemorySegment memory, int a, int b, int y, int start) {
        int rows = shape.rows();
        long from = Simd.address(memory, a, rows * shape.inner());
        long by = Simd.address(memory, b, shape.inner() * shape.columns());
        long to = Simd.address(memory, y, rows * shape.columns());
        long own = memory.address();
        long none = own + 4L * Lanes.ROOM;
        for (int i = 0; start == MatMul.FROM_ZERO && i < ROWS_AT_ONCE; i++) {
            ALL.set(JAVA_FLOAT_UNALIGNED, none + 4L * i, 0);
        }
        long first = start == MatMul.FROM_ZERO ? none : Simd.address(memory, start, rows);
        long step = start == MatMul.FROM_ZERO ? 0 : 4;
        int row = 0;
        while (row < rows) {
            int count = row <= rows - ROWS_AT_ONCE ? ROWS_AT_ONCE : 1;
            rows(
                    shape,
                    from + 4L * row * shape.inner(),
                    by,
                    to + 4L * row * shape.columns(),
                    first + step * row,
                    count,
                    own);
            row += count;
        }
    }

    /**
     * Some rows. What the last vector of a row runs over is the next row, which is written after it; behind the last row it may
     * be a factor that is still needed, and is put back at once.
     */
    private static void rows(MatMul shape, long a, long b, long y, long start, int count, long own) {
        long columnBytes = 4L * shape.columns();
        long singles = columnBytes / BYTES * BYTES;
        long pairs = columnBytes / (2 * BYTES) * (2 * BYTES);
        if (singles < columnBytes) {
            long end = y + columnBytes * count;
            VectorRoom.move(end, own);
            single(a, b + singles, y + singles, start, shape, count);
            VectorRoom.move(own, end);
        }
        if (pairs < singles) {
            single(a, b + pairs, y + pairs, start, shape, count);
        }
        for (long c = 0; c < pairs; c += 2 * BYTES) {
            if (count == ROWS_AT_ONCE) {
                fourByTwo(a, b + c, y + c, start, shape.inner(), columnBytes);
            } else {
                oneByTwo(a, b + c, y + c, start, shape.inner(), columnBytes);
            }
        }
    }

    private static void single(long a, long b, long y, long start, MatMul shape, int count) {
        if (count == ROWS_AT_ONCE) {
            fourByOne(a, b, y, start, shape.inner(), 4L * shape.columns());
        } else {
            oneByOne(a, b, y, start, shape.inner(), 4L * shape.columns());
        }
    }

    private static void fourByTwo(long a, long b, long y, long start, int inner, long columnBytes) {
        long inBytes = 4L * inner;
        FloatVector a0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start));
        FloatVector a1 = a0;
        FloatVector b0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start + 4));
        FloatVector b1 = b0;
        FloatVector c0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start + 8));
        FloatVector c1 = c0;
        FloatVector d0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start + 12));
        FloatVector d1 = d0;
        for (int i = 0; i < inner; i++) {
            long row = b + columnBytes * i;
            long in = a + 4L * i;
            FloatVector left = fromMemorySegment(FLOATS, ALL, row, ORDER);
            FloatVector right = fromMemorySegment(FLOATS, ALL, row + BYTES, ORDER);
            FloatVector factorA = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in));
            a0 = left.fma(factorA, a0);
            a1 = right.fma(factorA, a1);
            FloatVector factorB = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + inBytes));
            b0 = left.fma(factorB, b0);
            b1 = right.fma(factorB, b1);
            FloatVector factorC = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 2 * inBytes));
            c0 = left.fma(factorC, c0);
            c1 = right.fma(factorC, c1);
            FloatVector factorD = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 3 * inBytes));
            d0 = left.fma(factorD, d0);
            d1 = right.fma(factorD, d1);
        }
        a0.intoMemorySegment(ALL, y, ORDER);
        a1.intoMemorySegment(ALL, y + BYTES, ORDER);
        b0.intoMemorySegment(ALL, y + columnBytes, ORDER);
        b1.intoMemorySegment(ALL, y + columnBytes + BYTES, ORDER);
        c0.intoMemorySegment(ALL, y + 2 * columnBytes, ORDER);
        c1.intoMemorySegment(ALL, y + 2 * columnBytes + BYTES, ORDER);
        d0.intoMemorySegment(ALL, y + 3 * columnBytes, ORDER);
        d1.intoMemorySegment(ALL, y + 3 * columnBytes + BYTES, ORDER);
    }

    private static void fourByOne(long a, long b, long y, long start, int inner, long columnBytes) {
        long inBytes = 4L * inner;
        FloatVector a0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start));
        FloatVector b0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start + 4));
        FloatVector c0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start + 8));
        FloatVector d0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start + 12));
        for (int i = 0; i < inner; i++) {
            long row = b + columnBytes * i;
            long in = a + 4L * i;
            FloatVector left = fromMemorySegment(FLOATS, ALL, row, ORDER);
            FloatVector factorA = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in));
            a0 = left.fma(factorA, a0);
            FloatVector factorB = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + inBytes));
            b0 = left.fma(factorB, b0);
            FloatVector factorC = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 2 * inBytes));
            c0 = left.fma(factorC, c0);
            FloatVector factorD = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in + 3 * inBytes));
            d0 = left.fma(factorD, d0);
        }
        a0.intoMemorySegment(ALL, y, ORDER);
        b0.intoMemorySegment(ALL, y + columnBytes, ORDER);
        c0.intoMemorySegment(ALL, y + 2 * columnBytes, ORDER);
        d0.intoMemorySegment(ALL, y + 3 * columnBytes, ORDER);
    }

    private static void oneByTwo(long a, long b, long y, long start, int inner, long columnBytes) {
        FloatVector a0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start));
        FloatVector a1 = a0;
        for (int i = 0; i < inner; i++) {
            long row = b + columnBytes * i;
            long in = a + 4L * i;
            FloatVector left = fromMemorySegment(FLOATS, ALL, row, ORDER);
            FloatVector right = fromMemorySegment(FLOATS, ALL, row + BYTES, ORDER);
            FloatVector factorA = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in));
            a0 = left.fma(factorA, a0);
            a1 = right.fma(factorA, a1);
        }
        a0.intoMemorySegment(ALL, y, ORDER);
        a1.intoMemorySegment(ALL, y + BYTES, ORDER);
    }

    private static void oneByOne(long a, long b, long y, long start, int inner, long columnBytes) {
        FloatVector a0 = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, start));
        for (int i = 0; i < inner; i++) {
            long row = b + columnBytes * i;
            long in = a + 4L * i;
            FloatVector left = fromMemorySegment(FLOATS, ALL, row, ORDER);
            FloatVector factorA = broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, in));
            a0 = left.fma(factorA, a0);
        }
        a0.intoMemorySegment(ALL, y, ORDER);
    }
}
