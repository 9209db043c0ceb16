package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;

/**
 * How unlike the newest samples are to calibrated ones, as distributions: the energy distance (Székely and Rizzo 2013),
 * D = 2 E|X − Y| − E|X − X′| − E|Y − Y′|, 0 where both are the same. Each value is divided by its calibrated standard deviation.
 */
@HotPath
final class EnergyDistance {
    private final double[][] calibrated;
    private final double[] scale;
    private final double spread;
    private final double[][] window;
    private final double[] toCalibrated;
    private final double[][] between;
    private double pairs;
    private double cross;
    private int next;
    private int held;

    /** @param samples rows of values, at least two */
    EnergyDistance(double[][] samples, int windowSize) {
        int width = samples[0].length;
        scale = new double[width];
        for (int i = 0; i < width; i++) {
            scale[i] = 1 / deviation(samples, i);
        }
        calibrated = new double[samples.length][width];
        for (int k = 0; k < samples.length; k++) {
            for (int i = 0; i < width; i++) {
                calibrated[k][i] = samples[k][i] * scale[i];
            }
        }
        spread = meanDistance(calibrated);
        window = new double[windowSize][width];
        toCalibrated = new double[windowSize];
        between = new double[windowSize][windowSize];
    }

    /** 1 for what never changed. */
    private static double deviation(double[][] samples, int column) {
        double mean = 0;
        for (double[] row : samples) {
            mean += row[column] / samples.length;
        }
        double square = 0;
        for (double[] row : samples) {
            square += (row[column] - mean) * (row[column] - mean) / samples.length;
        }
        return square > 0 ? Math.sqrt(square) : 1;
    }

    private static double meanDistance(double[][] rows) {
        double sum = 0;
        for (double[] one : rows) {
            for (double[] other : rows) {
                sum += distance(one, other);
            }
        }
        return sum / ((double) rows.length * rows.length);
    }

    private static double distance(double[] one, double[] other) {
        double square = 0;
        for (int i = 0; i < one.length; i++) {
            square += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return Math.sqrt(square);
    }

    /** Takes a sample, finite, in the place of the oldest. */
    void add(float[] sample) {
        int slot = next;
        next = next + 1 == window.length ? 0 : next + 1;
        boolean full = held == window.length;
        double[] row = window[slot];
        for (int i = 0; i < row.length; i++) {
            row[i] = sample[i] * scale[i];
        }
        double toAll = 0;
        for (int k = 0; k < calibrated.length; k++) {
            toAll += distance(row, calibrated[k]);
        }
        toAll /= calibrated.length;
        cross += toAll - (full ? toCalibrated[slot] : 0);
        toCalibrated[slot] = toAll;
        held = full ? held : held + 1;
        for (int k = 0; k < held; k++) {
            double apart = k == slot ? 0 : distance(row, window[k]);
            pairs += 2 * (apart - (full ? between[slot][k] : 0));
            between[slot][k] = apart;
            between[k][slot] = apart;
        }
    }

    boolean isFull() {
        return held == window.length;
    }

    /** Once there is a whole window. */
    double value() {
        double n = window.length;
        return 2 * cross / n - pairs / (n * n) - spread;
    }
}
