package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.BYTES;
import static dev.creance.policies.kernels.Simd.LANES;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * {@link Rows} on vectors. Partial sums and maxima go through the kernels' own room, where they are folded. They start with a
 * vector made on the spot: where one from a field meets one that was computed, C2 boxes both.
 */
@HotPath
final class VectorRows {
    private static final int PARTIALS = ScalarRows.PARTIALS;
    private static final long PARTIAL_BYTES = 4L * PARTIALS;

    /** Where the padded end of a row stands in the kernels' own room: behind the partial sums and what was behind the output. */
    private static final long PADDED = PARTIAL_BYTES + 4L * Lanes.ROOM;

    private VectorRows() {}

    static void reduce(Rows shape, Rows.Reduction reduction, MemorySegment memory, int x, int y) {
        int columns = shape.columns();
        long from = Simd.address(memory, x, shape.rows() * columns);
        long to = Simd.address(memory, y, shape.rows());
        long own = memory.address();
        for (int row = 0; row < shape.rows(); row++) {
            long at = from + 4L * row * columns;
            float result = switch (reduction) {
                case SUM -> sum(at, columns, own);
                case MEAN -> sum(at, columns, own) / columns;
                case MAX -> max(at, columns, own);
            };
            Simd.ALL.set(JAVA_FLOAT_UNALIGNED, to + 4L * row, result);
        }
    }

    static void softmax(Rows shape, MemorySegment memory, int x, int y) {
        int columns = shape.columns();
        long from = Simd.address(memory, x, shape.rows() * columns);
        long to = Simd.address(memory, y, shape.rows() * columns);
        long own = memory.address();
        long kept = own + PARTIAL_BYTES;
        for (int row = 0; row < shape.rows(); row++) {
            long in = from + 4L * row * columns;
            long out = to + 4L * row * columns;
            float max = max(in, columns, own);
            VectorRoom.move(out + 4L * columns, kept);
            expOfDifference(in, out, columns, max);
            VectorRoom.move(kept, out + 4L * columns);
            float sum = sum(out, columns, own);
            divide(out, columns, sum);
            VectorRoom.move(kept, out + 4L * columns);
        }
    }

    static void normalise(Rows shape, float epsilon, MemorySegment memory, int x, int scale, int y) {
        int columns = shape.columns();
        long from = Simd.address(memory, x, shape.rows() * columns);
        long to = Simd.address(memory, y, shape.rows() * columns);
        long gamma = Simd.address(memory, scale, 2 * columns);
        long own = memory.address();
        long kept = own + PARTIAL_BYTES;
        for (int row = 0; row < shape.rows(); row++) {
            long in = from + 4L * row * columns;
            long out = to + 4L * row * columns;
            float mean = sum(in, columns, own) / columns;
            float factor = ScalarRows.factor(squares(in, columns, mean, own), columns, epsilon);
            VectorRoom.move(out + 4L * columns, kept);
            scale(in, out, columns, mean, factor, gamma);
            VectorRoom.move(kept, out + 4L * columns);
        }
    }

    private static float sum(long x, int count, long own) {
        long whole = pad(x, count, 0, own);
        for (long lane = 0; lane < PARTIAL_BYTES; lane += BYTES) {
            sums(x + lane, whole, own + PADDED + lane, own + lane);
        }
        return foldSum(own, 0, 1);
    }

    private static float squares(long x, int count, float mean, long own) {
        long whole = pad(x, count, mean, own);
        for (long lane = 0; lane < PARTIAL_BYTES; lane += BYTES) {
            squareSums(x + lane, whole, own + PADDED + lane, mean, own + lane);
        }
        return foldSum(own, 0, 1);
    }

    private static float max(long x, int count, long own) {
        long whole = pad(x, count, Float.NEGATIVE_INFINITY, own);
        for (long lane = 0; lane < PARTIAL_BYTES; lane += BYTES) {
            maxima(x + lane, whole, own + PADDED + lane, own + lane);
        }
        float max = Float.NEGATIVE_INFINITY;
        for (int lane = 0; lane < PARTIALS; lane++) {
            max = Math.max(max, partial(own, lane));
        }
        return max;
    }

    /**
     * Copies what is left of a row behind its last 16 to a place where it can be filled up; returns the bytes before that. Masks
     * would do without, but C2 boxes those that change in a loop.
     */
    private static long pad(long x, int count, float neutral, long own) {
        int whole = count / PARTIALS * PARTIALS;
        for (int i = 0; i < PARTIALS; i++) {
            float value = whole + i < count ? Simd.ALL.get(JAVA_FLOAT_UNALIGNED, x + 4L * (whole + i)) : neutral;
            Simd.ALL.set(JAVA_FLOAT_UNALIGNED, own + PADDED + 4L * i, value);
        }
        return 4L * whole;
    }

    private static float foldSum(long own, int lane, int step) {
        return step == PARTIALS
                ? partial(own, lane)
                : foldSum(own, lane, 2 * step) + foldSum(own, lane + step, 2 * step);
    }

    private static float partial(long own, int lane) {
        return Simd.ALL.get(JAVA_FLOAT_UNALIGNED, own + 4L * lane);
    }

    /**
     * One vector of partial sums, of so many bytes of the row and of its padded end. Here as below the first step stands before the loop: where
     * no trap lets C2 suppose that a loop is entered, it boxes a constant that the loop begins with.
     */
    private static void sums(long x, long whole, long end, long partials) {
        if (whole == 0) {
            Simd.store(Simd.constant(0).add(Simd.load(end)), partials);
            return;
        }
        FloatVector sum = Simd.constant(0).add(Simd.load(x));
        for (long i = PARTIAL_BYTES; i < whole; i += PARTIAL_BYTES) {
            sum = sum.add(Simd.load(x + i));
        }
        Simd.store(sum.add(Simd.load(end)), partials);
    }

    private static void squareSums(long x, long whole, long end, float mean, long partials) {
        FloatVector means = Simd.constant(mean);
        FloatVector last = Simd.load(end).sub(means);
        if (whole == 0) {
            Simd.store(last.fma(last, Simd.constant(0)), partials);
            return;
        }
        FloatVector first = Simd.load(x).sub(means);
        FloatVector sum = first.fma(first, Simd.constant(0));
        for (long i = PARTIAL_BYTES; i < whole; i += PARTIAL_BYTES) {
            FloatVector off = Simd.load(x + i).sub(means);
            sum = off.fma(off, sum);
        }
        Simd.store(last.fma(last, sum), partials);
    }

    private static void maxima(long x, long whole, long end, long partials) {
        if (whole == 0) {
            Simd.store(Simd.load(end), partials);
            return;
        }
        FloatVector max = Simd.load(x);
        for (long i = PARTIAL_BYTES; i < whole; i += PARTIAL_BYTES) {
            max = max.max(Simd.load(x + i));
        }
        Simd.store(max.max(Simd.load(end)), partials);
    }

    private static void expOfDifference(long x, long y, int count, float max) {
        FloatVector maxima = Simd.constant(max);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Lanewise.exp(Simd.load(x + 4L * i).sub(maxima)), y + 4L * i);
        }
    }

    private static void divide(long y, int count, float by) {
        FloatVector divisors = Simd.constant(by);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(y + 4L * i).div(divisors), y + 4L * i);
        }
    }

    private static void scale(long x, long y, int count, float mean, float factor, long gamma) {
        FloatVector means = Simd.constant(mean);
        FloatVector factors = Simd.constant(factor);
        long beta = gamma + 4L * count;
        for (int i = 0; i < count; i += LANES) {
            FloatVector normal = Simd.load(x + 4L * i).sub(means).mul(factors);
            Simd.store(normal.fma(Simd.load(gamma + 4L * i), Simd.load(beta + 4L * i)), y + 4L * i);
        }
    }
}
