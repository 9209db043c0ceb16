package dev.creance.policies.lint;

import dev.creance.policies.graph.Convolution;
import dev.creance.policies.graph.LayerNormalization;
import dev.creance.policies.graph.Reduction;
import java.util.Arrays;

/** Lipschitz bounds of layers that are no plain matrices. */
final class LayerNorms {
    private LayerNorms() {}

    /** √(greatest sum over an output's weights · greatest sum over an input's), of magnitudes: as for any matrix. */
    static double of(Convolution convolution, float[] constants) {
        int taps = convolution.height().kernel() * convolution.width().kernel();
        int weights = convolution.inner() * taps;
        double greatestOut = 0;
        double[] perInput = new double[convolution.groups() * convolution.inner()];
        for (int out = 0; out < convolution.groups() * convolution.outer(); out++) {
            double sum = 0;
            for (int i = 0; i < weights; i++) {
                double magnitude = Math.abs(constants[convolution.kernel() + out * weights + i]);
                sum += magnitude;
                perInput[out / convolution.outer() * convolution.inner() + i / taps] += magnitude;
            }
            greatestOut = Math.max(greatestOut, sum);
        }
        return Math.sqrt(greatestOut * Arrays.stream(perInput).max().orElse(0));
    }

    /** y = γ (x − mean) / √(variance + ε): its derivative is a projection, times γ / √(variance + ε) ≤ γ / √ε. */
    static double of(LayerNormalization normalisation, float[] constants) {
        double greatest = 0;
        for (int i = 0; i < normalisation.size(); i++) {
            greatest = Math.max(greatest, Math.abs(constants[normalisation.scale() + i]));
        }
        return greatest / Math.sqrt(normalisation.epsilon());
    }

    static double of(Reduction reduction) {
        return switch (reduction.function()) {
            case SUM, L1 -> Math.sqrt(reduction.count());
            case MEAN -> 1 / Math.sqrt(reduction.count());
            case MAX, MIN, L2 -> 1;
            default -> Double.POSITIVE_INFINITY;
        };
    }
}
