package dev.creance.policies.kernels;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** Scalar twin of {@link Gemv}. */
@HotPath
public final class ScalarGemv {
    private ScalarGemv() {}

    public static void apply(PackedMatrix weights, MemorySegment memory, int x, int y, int rows) {
        for (int row = 0; row < rows; row++) {
            apply(weights, memory, x + row * weights.inputs(), y + row * weights.outputs());
        }
    }

    public static void apply(PackedMatrix weights, MemorySegment memory, int x, int y) {
        int at = 0;
        int width;
        for (int block = 0; block < weights.outputs(); block += width) {
            int left = weights.outputs() - block;
            width = PackedMatrix.width(left);
            int chains = PackedMatrix.WIDEST / width;
            for (int j = 0; j < Math.min(width, left); j++) {
                float output = sum(weights, at + j, memory, x, chains, 0, chains);
                memory.set(JAVA_FLOAT_UNALIGNED, 4L * (y + block + j), output);
            }
            at += (1 + weights.inputs()) * width;
        }
    }

    /**
     * Sum of {@code count} chains from chain {@code from} on, in pairs of pairs.
     *
     * @param column index of the bias; the weights of this output follow at every 128/chains
     */
    private static float sum(
            PackedMatrix weights, int column, MemorySegment memory, int x, int chains, int from, int count) {
        if (count == 1) {
            return chain(weights, column, memory, x, chains, from);
        }
        return sum(weights, column, memory, x, chains, from, count / 2)
                + sum(weights, column, memory, x, chains, from + count / 2, count / 2);
    }

    private static float chain(PackedMatrix weights, int column, MemorySegment memory, int x, int chains, int from) {
        int width = PackedMatrix.WIDEST / chains;
        int even = weights.inputs() / chains * chains;
        float sum = from == 0 ? at(weights.memory(), column) : 0;
        for (int i = from; i < even; i += chains) {
            sum = Math.fma(at(memory, x + i), at(weights.memory(), column + (1 + i) * width), sum);
        }
        for (int i = even; from == 0 && i < weights.inputs(); i++) {
            sum = Math.fma(at(memory, x + i), at(weights.memory(), column + (1 + i) * width), sum);
        }
        return sum;
    }

    private static float at(MemorySegment memory, int index) {
        return memory.get(JAVA_FLOAT_UNALIGNED, 4L * index);
    }
}
