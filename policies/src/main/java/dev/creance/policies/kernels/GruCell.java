package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * One step of ONNX's GRU, sigmoid and tanh, one direction: z = σ(Wz·x + Rz·h + b), r = σ(Wr·x + Rr·h + b), n = tanh(Wh·x + bw +
 * r·(Rh·h + br)) where the linear part comes before the reset, else tanh(Wh·x + bw + Rh·(r·h) + br); h′ = (1 − z)·n + z·h.
 */
public final class GruCell {
    private static final int GATES = 3;

    private final PackedMatrix input;
    private final PackedMatrix recurrent;

    /** Rh of a cell that resets before the linear part; null for the other kind. */
    private final PackedMatrix candidate;

    private final int hidden;

    private GruCell(PackedMatrix input, PackedMatrix recurrent, PackedMatrix candidate, int hidden) {
        this.input = input;
        this.recurrent = recurrent;
        this.candidate = candidate;
        this.hidden = hidden;
    }

    /**
     * Of ONNX's tensors.
     *
     * @param weights W, [3·hidden][inputs], gates in the order z, r, h
     * @param recurrence R, [3·hidden][hidden]
     * @param bias B, [6·hidden]: of W and then of R; empty for none
     */
    public static GruCell of(
            float[] weights, float[] recurrence, float[] bias, boolean linearBeforeReset, Arena arena) {
        int hidden = Recurrences.hidden(weights, recurrence, bias, GATES);
        int inputs = weights.length / (GATES * hidden);
        float[] ofInput = Recurrences.half(bias, 0);
        float[] ofState = Recurrences.half(bias, 1);
        PackedMatrix input = PackedMatrix.ofRows(weights, ofInput, inputs, arena);
        if (linearBeforeReset) {
            return new GruCell(input, PackedMatrix.ofRows(recurrence, ofState, hidden, arena), null, hidden);
        }
        int split = 2 * hidden * hidden;
        int biases = Math.min(ofState.length, 2 * hidden);
        PackedMatrix gates =
                PackedMatrix.ofRows(Arrays.copyOf(recurrence, split), Arrays.copyOf(ofState, biases), hidden, arena);
        PackedMatrix candidate = PackedMatrix.ofRows(
                Arrays.copyOfRange(recurrence, split, recurrence.length),
                Arrays.copyOfRange(ofState, biases, ofState.length),
                hidden,
                arena);
        return new GruCell(input, gates, candidate, hidden);
    }

    public int inputs() {
        return input.inputs();
    }

    public int hidden() {
        return hidden;
    }

    /** Floats that a step needs beside input and state. */
    public int scratch() {
        return 2 * GATES * hidden;
    }

    /**
     * One step.
     *
     * @param x index of the input
     * @param h of the state before
     * @param out of the state after; may be h
     * @param scratch of {@link #scratch} floats
     */
    @HotPath
    public void step(MemorySegment memory, int x, int h, int out, int scratch) {
        step(memory, x, h, out, scratch, Lanes.VECTOR);
    }

    /** The scalar twin of a step. */
    public void stepScalar(MemorySegment memory, int x, int h, int out, int scratch) {
        step(memory, x, h, out, scratch, false);
    }

    private void step(MemorySegment memory, int x, int h, int out, int scratch, boolean vector) {
        int r = scratch + hidden;
        int n = scratch + 2 * hidden;
        int state = scratch + GATES * hidden;
        Recurrences.multiply(input, memory, x, scratch, vector);
        Recurrences.multiply(recurrent, memory, h, state, vector);
        Gates.sigmoidOfSum(memory, scratch, state, 2 * hidden, vector);
        if (candidate == null) {
            Gates.tanhOfReset(memory, n, r, state + 2 * hidden, hidden, vector);
        } else {
            Recurrences.multiply(memory, r, h, hidden, vector);
            Recurrences.multiply(candidate, memory, r, state, vector);
            Gates.tanhOfSum(memory, n, state, hidden, vector);
        }
        Gates.blend(memory, scratch, n, h, out, hidden, vector);
    }
}
