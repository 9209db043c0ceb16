package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/** What gated units are made of. */
final class Recurrent {
    private Recurrent() {}

    /**
     * {@code y[g] = bias[first + g] + Σk x[k] · w[k][first + g]} for {@code count} gates of a matrix with {@code columns}; the
     * bias is there from {@code first} on.
     */
    @HotPath
    static void product(float[] memory, int x, int inner, int w, int columns, int first, int count, int bias, int y) {
        for (int g = 0; g < count; g++) {
            memory[y + g] = memory[bias + first + g];
        }
        for (int k = 0; k < inner; k++) {
            float factor = memory[x + k];
            int row = w + k * columns + first;
            for (int g = 0; g < count; g++) {
                memory[y + g] += factor * memory[row + g];
            }
        }
    }

    @HotPath
    static float sigmoid(float x) {
        return (float) (1 / (1 + StrictMath.exp(-x)));
    }

    @HotPath
    static float tanh(float x) {
        return (float) StrictMath.tanh(x);
    }
}
