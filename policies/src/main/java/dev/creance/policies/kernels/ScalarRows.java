package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** Scalar twin of {@link Rows}. */
@HotPath
public final class ScalarRows {
    static final int PARTIALS = 16;

    private ScalarRows() {}

    public static void reduce(Rows shape, Rows.Reduction reduction, MemorySegment memory, int x, int y) {
        int columns = shape.columns();
        for (int row = 0; row < shape.rows(); row++) {
            int from = x + row * columns;
            float result = switch (reduction) {
                case SUM -> sum(memory, from, columns, 0, 1);
                case MEAN -> sum(memory, from, columns, 0, 1) / columns;
                case MAX -> max(memory, from, columns);
            };
            Cells.set(memory, y + row, result);
        }
    }

    public static void softmax(Rows shape, MemorySegment memory, int x, int y) {
        int columns = shape.columns();
        for (int row = 0; row < shape.rows(); row++) {
            int from = x + row * columns;
            int to = y + row * columns;
            float max = max(memory, from, columns);
            for (int i = 0; i < columns; i++) {
                Cells.set(memory, to + i, Approximations.exp(Cells.get(memory, from + i) - max));
            }
            float sum = sum(memory, to, columns, 0, 1);
            for (int i = 0; i < columns; i++) {
                Cells.set(memory, to + i, Cells.get(memory, to + i) / sum);
            }
        }
    }

    public static void normalise(Rows shape, float epsilon, MemorySegment memory, int x, int scale, int y) {
        int columns = shape.columns();
        for (int row = 0; row < shape.rows(); row++) {
            int from = x + row * columns;
            int to = y + row * columns;
            float mean = sum(memory, from, columns, 0, 1) / columns;
            float factor = factor(squares(memory, from, columns, mean, 0, 1), columns, epsilon);
            for (int i = 0; i < columns; i++) {
                float normal = (Cells.get(memory, from + i) - mean) * factor;
                float gamma = Cells.get(memory, scale + i);
                Cells.set(memory, to + i, Math.fma(normal, gamma, Cells.get(memory, scale + columns + i)));
            }
        }
    }

    /** 1/√(variance + ε). */
    static float factor(float squares, int columns, float epsilon) {
        return 1 / (float) Math.sqrt(squares / columns + epsilon);
    }

    private static float max(MemorySegment memory, int x, int count) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, Cells.get(memory, x + i));
        }
        return max;
    }

    /** Of the partial sums lane, lane + step, …, folded in halves. */
    private static float sum(MemorySegment memory, int x, int count, int lane, int step) {
        if (step < PARTIALS) {
            return sum(memory, x, count, lane, 2 * step) + sum(memory, x, count, lane + step, 2 * step);
        }
        float partial = 0;
        for (int i = 0; i < count; i += PARTIALS) {
            partial += i + lane < count ? Cells.get(memory, x + i + lane) : 0;
        }
        return partial;
    }

    /** Σ(x − mean)². */
    private static float squares(MemorySegment memory, int x, int count, float mean, int lane, int step) {
        if (step < PARTIALS) {
            return squares(memory, x, count, mean, lane, 2 * step)
                    + squares(memory, x, count, mean, lane + step, 2 * step);
        }
        float partial = 0;
        for (int i = 0; i < count; i += PARTIALS) {
            float off = i + lane < count ? Cells.get(memory, x + i + lane) - mean : 0;
            partial = Math.fma(off, off, partial);
        }
        return partial;
    }
}
