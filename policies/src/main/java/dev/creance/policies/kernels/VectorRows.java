package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.LANES;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** {@link Rows} on vectors. Partial sums and maxima go through the kernels' own room, where they are folded. */
@HotPath
final class VectorRows {
    private static final FloatVector LEAST = Simd.constant(Float.NEGATIVE_INFINITY);
    private static final FloatVector NUMBERS = Lanewise.ZERO.addIndex(1);
    private static final int PARTIALS = ScalarRows.PARTIALS;
    private static final long PARTIAL_BYTES = 4L * PARTIALS;

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
            Simd.move(out + 4L * columns, kept);
            expOfDifference(in, out, columns, max);
            Simd.move(kept, out + 4L * columns);
            float sum = sum(out, columns, own);
            divide(out, columns, sum);
            Simd.move(kept, out + 4L * columns);
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
            Simd.move(out + 4L * columns, kept);
            scale(in, out, columns, mean, factor, gamma);
            Simd.move(kept, out + 4L * columns);
        }
    }

    private static float sum(long x, int count, long own) {
        for (int lane = 0; lane < PARTIALS; lane += LANES) {
            sums(x + 4L * lane, count - lane, own + 4L * lane);
        }
        return foldSum(own, 0, 1);
    }

    private static float squares(long x, int count, float mean, long own) {
        for (int lane = 0; lane < PARTIALS; lane += LANES) {
            squareSums(x + 4L * lane, count - lane, mean, own + 4L * lane);
        }
        return foldSum(own, 0, 1);
    }

    private static float max(long x, int count, long own) {
        for (int lane = 0; lane < PARTIALS; lane += LANES) {
            maxima(x + 4L * lane, count - lane, own + 4L * lane);
        }
        float max = Float.NEGATIVE_INFINITY;
        for (int lane = 0; lane < PARTIALS; lane++) {
            max = Math.max(max, partial(own, lane));
        }
        return max;
    }

    private static float foldSum(long own, int lane, int step) {
        return step == PARTIALS
                ? partial(own, lane)
                : foldSum(own, lane, 2 * step) + foldSum(own, lane + step, 2 * step);
    }

    private static float partial(long own, int lane) {
        return Simd.ALL.get(JAVA_FLOAT_UNALIGNED, own + 4L * lane);
    }

    /** One vector of partial sums; {@code count} is what is left from its first lane on, and may be below 1. */
    private static void sums(long x, int count, long partials) {
        FloatVector sum = Lanewise.ZERO;
        for (int i = 0; i < count; i += PARTIALS) {
            sum = sum.add(Lanewise.ZERO.blend(Simd.load(x + 4L * i), NUMBERS.lt(count - i)));
        }
        Simd.store(sum, partials);
    }

    private static void squareSums(long x, int count, float mean, long partials) {
        FloatVector means = Simd.constant(mean);
        FloatVector sum = Lanewise.ZERO;
        for (int i = 0; i < count; i += PARTIALS) {
            FloatVector off = Lanewise.ZERO.blend(Simd.load(x + 4L * i).sub(means), NUMBERS.lt(count - i));
            sum = off.fma(off, sum);
        }
        Simd.store(sum, partials);
    }

    private static void maxima(long x, int count, long partials) {
        FloatVector max = LEAST;
        for (int i = 0; i < count; i += PARTIALS) {
            max = max.max(LEAST.blend(Simd.load(x + 4L * i), NUMBERS.lt(count - i)));
        }
        Simd.store(max, partials);
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
