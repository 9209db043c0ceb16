package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** What GRU and LSTM cells share. */
final class Recurrences {
    private Recurrences() {}

    /** Hidden size, if the tensors agree on one. */
    static int hidden(float[] weights, float[] recurrence, float[] bias, int gates) {
        int hidden = (int) Math.round(Math.sqrt(recurrence.length / (double) gates));
        if (hidden < 1
                || gates * hidden * hidden != recurrence.length
                || weights.length == 0
                || weights.length % (gates * hidden) != 0
                || (bias.length != 0 && bias.length != 2 * gates * hidden)) {
            throw new IllegalArgumentException(weights.length + " weights, " + recurrence.length
                    + " recurrent ones and " + bias.length + " biases are of no cell with " + gates + " gates");
        }
        return hidden;
    }

    /** Biases of the input, 0, or of the recurrence, 1. */
    static float[] half(float[] bias, int which) {
        int half = bias.length / 2;
        return Arrays.copyOfRange(bias, which * half, (which + 1) * half);
    }

    @HotPath
    static void multiply(PackedMatrix weights, MemorySegment memory, int x, int y, boolean vector) {
        if (vector) {
            GemvBlocks.apply(weights, memory, x, y);
        } else {
            ScalarGemv.apply(weights, memory, x, y);
        }
    }

    /** a = a·b. */
    @HotPath
    static void multiply(MemorySegment memory, int a, int b, int count, boolean vector) {
        if (vector) {
            GatePasses.multiply(memory, a, b, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            Cells.set(memory, a + i, Cells.get(memory, a + i) * Cells.get(memory, b + i));
        }
    }
}
