package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One step of ONNX's LSTM, sigmoid and tanh, one direction, no peepholes: i, o, f = σ(W·x + R·h + b), g = tanh(Wc·x + Rc·h + b);
 * c′ = f·c + i·g, h′ = o·tanh(c′).
 */
public final class LstmCell {
    private static final int GATES = 4;

    private final PackedMatrix input;
    private final PackedMatrix recurrent;
    private final int hidden;

    private LstmCell(PackedMatrix input, PackedMatrix recurrent, int hidden) {
        this.input = input;
        this.recurrent = recurrent;
        this.hidden = hidden;
    }

    /**
     * Of ONNX's tensors.
     *
     * @param weights W, [4·hidden][inputs], gates in the order i, o, f, c
     * @param recurrence R, [4·hidden][hidden]
     * @param bias B, [8·hidden]: of W and then of R; empty for none
     */
    public static LstmCell of(float[] weights, float[] recurrence, float[] bias, Arena arena) {
        int hidden = Recurrences.hidden(weights, recurrence, bias, GATES);
        PackedMatrix input =
                PackedMatrix.ofRows(weights, Recurrences.half(bias, 0), weights.length / (GATES * hidden), arena);
        return new LstmCell(input, PackedMatrix.ofRows(recurrence, Recurrences.half(bias, 1), hidden, arena), hidden);
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
     * @param state of h and, right behind it, c
     * @param out of h and c after the step; may be state
     * @param scratch of {@link #scratch} floats
     */
    @HotPath
    public void step(MemorySegment memory, int x, int state, int out, int scratch) {
        step(memory, x, state, out, scratch, Lanes.VECTOR);
    }

    /** The scalar twin of a step. */
    public void stepScalar(MemorySegment memory, int x, int state, int out, int scratch) {
        step(memory, x, state, out, scratch, false);
    }

    private void step(MemorySegment memory, int x, int state, int out, int scratch, boolean vector) {
        int recurrence = scratch + GATES * hidden;
        int o = scratch + hidden;
        int f = scratch + 2 * hidden;
        int g = scratch + 3 * hidden;
        Recurrences.multiply(input, memory, x, scratch, vector);
        Recurrences.multiply(recurrent, memory, state, recurrence, vector);
        Gates.sigmoidOfSum(memory, scratch, recurrence, 3 * hidden, vector);
        Gates.tanhOfSum(memory, g, recurrence + 3 * hidden, hidden, vector);
        Gates.remember(memory, f, state + hidden, scratch, g, out + hidden, hidden, vector);
        Gates.expose(memory, o, out + hidden, out, hidden, vector);
    }
}
