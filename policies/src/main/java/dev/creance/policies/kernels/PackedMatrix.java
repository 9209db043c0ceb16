package dev.creance.policies.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Weights and bias of y = W·x + b, rearranged for {@link Gemv}: outputs are cut into blocks of 128, the rest, rounded up to 16,
 * into at most one block each of 64, 32 and 16, where 48 and 112 are padded to the next one, which is quicker than two or three; a block holds its biases and then, input after input, its weights:
 * {@code [block][1 + inputs][width]}. Columns that pad the last block are zero and are never written to y. Reading a block is one
 * run through memory, each input is loaded once for up to 128 outputs.
 *
 * <p><b>Order of operations</b>, the same at any vector width: a block of width w sums each output in 128/w chains, so that eight
 * fused multiply-adds are always under way. Chain c starts with the bias (c = 0) or 0 and takes inputs c, c + chains, …; inputs
 * left over by the division go to chain 0; chains are added up in pairs, (0+1)+(2+3)….
 */
public final class PackedMatrix {
    static final int WIDEST = 128;
    static final int NARROWEST = 16;

    private final MemorySegment memory;
    private final int inputs;
    private final int outputs;

    private PackedMatrix(MemorySegment memory, int inputs, int outputs) {
        this.memory = memory;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /**
     * Packs rows of weights.
     *
     * @param weights [outputs][inputs], as Gemm with transB = 1
     * @param bias [outputs]; empty for none
     * @param arena owns the packed copy
     */
    public static PackedMatrix ofRows(float[] weights, float[] bias, int inputs, Arena arena) {
        return pack(weights, bias, inputs, inputs, 1, arena);
    }

    /**
     * Packs columns of weights.
     *
     * @param weights [inputs][outputs], as MatMul and Gemm with transB = 0
     * @param bias [outputs]; empty for none
     * @param arena owns the packed copy
     */
    public static PackedMatrix ofColumns(float[] weights, float[] bias, int inputs, Arena arena) {
        return pack(weights, bias, inputs, 1, inputs == 0 ? 1 : weights.length / inputs, arena);
    }

    private static PackedMatrix pack(
            float[] weights, float[] bias, int inputs, int outputStep, int inputStep, Arena arena) {
        if (inputs < 1 || weights.length == 0 || weights.length % inputs != 0) {
            throw new IllegalArgumentException(weights.length + " weights are no matrix with " + inputs + " inputs");
        }
        int outputs = weights.length / inputs;
        if (bias.length != 0 && bias.length != outputs) {
            throw new IllegalArgumentException(bias.length + " biases for " + outputs + " outputs");
        }
        int padded = 0;
        while (padded < outputs) {
            padded += width(outputs - padded);
        }
        MemorySegment memory = arena.allocate(4L * padded * (1 + inputs), 64);
        int at = 0;
        int width;
        for (int block = 0; block < outputs; block += width) {
            width = width(outputs - block);
            for (int j = 0; j < Math.min(width, outputs - block); j++) {
                memory.setAtIndex(ValueLayout.JAVA_FLOAT, at + j, bias.length == 0 ? 0 : bias[block + j]);
                for (int i = 0; i < inputs; i++) {
                    float weight = weights[(block + j) * outputStep + i * inputStep];
                    memory.setAtIndex(ValueLayout.JAVA_FLOAT, at + (1L + i) * width + j, weight);
                }
            }
            at += (1 + inputs) * width;
        }
        return new PackedMatrix(memory, inputs, outputs);
    }

    /** Width of the next block where so many outputs are left. */
    static int width(int left) {
        int padded = (left + NARROWEST - 1) & -NARROWEST;
        return padded == 48 ? 64 : padded >= 112 ? WIDEST : Integer.highestOneBit(padded);
    }

    /** Blocks, one after the other. */
    MemorySegment memory() {
        return memory;
    }

    long address() {
        return memory.address();
    }

    public int inputs() {
        return inputs;
    }

    public int outputs() {
        return outputs;
    }
}
