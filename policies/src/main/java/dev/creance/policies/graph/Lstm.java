package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * One step of a long short-term memory for one row of a batch, as ONNX's {@code LSTM} has it with sigmoid and tanh and
 * without peepholes:
 *
 * <pre>
 * i, o, f = σ(W x + bW + R h + bR)     g = tanh(Wg x + bWg + Rg h + bRg)
 * c' = f ∘ c + i ∘ g                   h' = o ∘ tanh(c')
 * </pre>
 *
 * @param x first of {@code inputs} values
 * @param h first of {@code hidden} values, and of as many after the step at {@code nextH}; likewise c
 * @param w first value of {@code [inputs][4 · hidden]}, gates in ONNX's order i, o, f, g
 * @param r first value of {@code [hidden][4 · hidden]}
 * @param wBias first of {@code 4 · hidden}
 * @param rBias first of {@code 4 · hidden}
 * @param scratch first of {@code 8 · hidden} values of no meaning between steps
 */
public record Lstm(
        int inputs,
        int hidden,
        int x,
        int h,
        int c,
        int w,
        int r,
        int wBias,
        int rBias,
        int scratch,
        int nextH,
        int nextC)
        implements Operation {

    @Override
    @HotPath
    public void evaluate(float[] memory) {
        int gates = 4 * hidden;
        int fromX = scratch;
        int fromH = scratch + gates;
        Recurrent.product(memory, x, inputs, w, gates, 0, gates, wBias, fromX);
        Recurrent.product(memory, h, hidden, r, gates, 0, gates, rBias, fromH);
        for (int k = 0; k < hidden; k++) {
            float i = Recurrent.sigmoid(memory[fromX + k] + memory[fromH + k]);
            float o = Recurrent.sigmoid(memory[fromX + hidden + k] + memory[fromH + hidden + k]);
            float f = Recurrent.sigmoid(memory[fromX + 2 * hidden + k] + memory[fromH + 2 * hidden + k]);
            float g = Recurrent.tanh(memory[fromX + 3 * hidden + k] + memory[fromH + 3 * hidden + k]);
            float cell = f * memory[c + k] + i * g;
            memory[nextC + k] = cell;
            memory[nextH + k] = o * Recurrent.tanh(cell);
        }
    }
}
