package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * One step of a gated recurrent unit for one row of a batch, as ONNX's {@code GRU} has it with sigmoid and tanh:
 *
 * <pre>
 * z = σ(Wz x + Rz h + bWz + bRz)        r = σ(Wr x + Rr h + bWr + bRr)
 * n = tanh(Wn x + bWn + r ∘ (Rn h + bRn))   where the reset comes after the product, else
 * n = tanh(Wn x + bWn + Rn (r ∘ h) + bRn)
 * h' = (1 − z) ∘ n + z ∘ h
 * </pre>
 *
 * @param x first of {@code inputs} values
 * @param h first of {@code hidden} values, and of as many after the step at {@code next}
 * @param w first value of {@code [inputs][3 · hidden]}, gates in the order z, r, n
 * @param r first value of {@code [hidden][3 · hidden]}
 * @param wBias first of {@code 3 · hidden}
 * @param rBias first of {@code 3 · hidden}
 * @param scratch first of {@code 6 · hidden} values of no meaning between steps
 */
public record Gru(
        int inputs,
        int hidden,
        boolean resetAfter,
        int x,
        int h,
        int w,
        int r,
        int wBias,
        int rBias,
        int scratch,
        int next)
        implements Operation {

    @Override
    @HotPath
    public void evaluate(float[] memory) {
        int gates = 3 * hidden;
        int fromX = scratch;
        int fromH = scratch + gates;
        Recurrent.product(memory, x, inputs, w, gates, 0, gates, wBias, fromX);
        Recurrent.product(memory, h, hidden, r, gates, 0, resetAfter ? gates : 2 * hidden, rBias, fromH);
        for (int i = 0; i < 2 * hidden; i++) {
            memory[fromX + i] = Recurrent.sigmoid(memory[fromX + i] + memory[fromH + i]);
        }
        if (!resetAfter) {
            // z and r stand at fromX now; what was summed for them at fromH is free for r ∘ h.
            for (int i = 0; i < hidden; i++) {
                memory[fromH + i] = memory[fromX + hidden + i] * memory[h + i];
            }
            Recurrent.product(memory, fromH, hidden, r, gates, 2 * hidden, hidden, rBias, fromH + 2 * hidden);
        }
        for (int i = 0; i < hidden; i++) {
            float z = memory[fromX + i];
            float reset = resetAfter ? memory[fromX + hidden + i] : 1;
            float n = Recurrent.tanh(memory[fromX + 2 * hidden + i] + reset * memory[fromH + 2 * hidden + i]);
            memory[next + i] = (1 - z) * n + z * memory[h + i];
        }
    }
}
