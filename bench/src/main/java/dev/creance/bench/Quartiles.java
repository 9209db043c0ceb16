package dev.creance.bench;

import java.util.Arrays;

/**
 * The middle of a sample, and of its halves.
 *
 * @param lower first quartile
 * @param median second quartile
 * @param upper third quartile
 */
record Quartiles(double lower, double median, double upper) {
    /** By linear interpolation between the nearest values (type 7 of Hyndman and Fan, 1996). */
    static Quartiles of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
