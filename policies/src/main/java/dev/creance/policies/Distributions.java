package dev.creance.policies;

import dev.creance.runtime.HotPath;

/** Numbers of a distribution of some values, in ascending order, with weights that add up to 1. NaN stays NaN. */
final class Distributions {
    private Distributions() {}

    /** In place, by insertion: a critic's quantiles are nearly in order. */
    @HotPath
    static void sort(double[] values) {
        for (int i = 1; i < values.length; i++) {
            double value = values[i];
            int to = i;
            while (to > 0 && values[to - 1] > value) {
                values[to] = values[to - 1];
                to--;
            }
            values[to] = value;
        }
    }

    @HotPath
    static double mean(double[] values, double[] weights) {
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            sum += weights[k] * values[k];
        }
        return sum;
    }

    @HotPath
    static double deviation(double[] values, double[] weights) {
        double mean = mean(values, weights);
        double squares = 0;
        for (int k = 0; k < values.length; k++) {
            squares += weights[k] * (values[k] - mean) * (values[k] - mean);
        }
        return Math.sqrt(squares);
    }

    /** The mean of the lowest part, which may end within a value (Rockafellar & Uryasev 2002, conditional value at risk). */
    @HotPath
    static double lowerMean(double[] values, double[] weights, double part) {
        double sum = 0;
        double left = part;
        for (int k = 0; k < values.length; k++) {
            double taken = k == values.length - 1 ? left : Math.min(weights[k], left);
            sum += taken * values[k];
            left -= taken;
        }
        return sum / part;
    }

    /** The mean of the greatest part. */
    @HotPath
    static double upperMean(double[] values, double[] weights, double part) {
        double sum = 0;
        double left = part;
        for (int k = values.length - 1; k >= 0; k--) {
            double taken = k == 0 ? left : Math.min(weights[k], left);
            sum += taken * values[k];
            left -= taken;
        }
        return sum / part;
    }
}
