package dev.creance.dynamics.identify;

/** How many samples of a series count as one independent sample. */
final class CorrelationTime {
    /** The sum of autocorrelations ends at this multiple of itself: where their noise outweighs what is still to come. */
    private static final double WINDOW = 5;

    private CorrelationTime() {}

    /**
     * 1 + 2 Σ ρ_k with the window of Sokal (Monte Carlo methods in statistical mechanics, 1989); at least 1.
     *
     * @param values in a row; gaps do little harm where they are few
     */
    static double ofSamples(double[] values) {
        int n = values.length;
        double mean = 0;
        for (double value : values) {
            mean += value / n;
        }
        double variance = covariance(values, mean, 0);
        if (!(variance > 0)) {
            return 1;
        }
        double time = 1;
        for (int lag = 1; lag < n / 2 && lag < WINDOW * time; lag++) {
            time += 2 * covariance(values, mean, lag) / variance;
        }
        return Math.max(1, time);
    }

    private static double covariance(double[] values, double mean, int lag) {
        double sum = 0;
        for (int k = lag; k < values.length; k++) {
            sum += (values[k] - mean) * (values[k - lag] - mean);
        }
        return sum / values.length;
    }
}
