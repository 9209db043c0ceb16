package dev.creance.dynamics.identify;

import java.util.List;

/** Residuals over windows of a given length: what disturbances are bounded by. */
public final class Means {
    private Means() {}

    /**
     * Euclidean lengths of means, window by window.
     *
     * @param signals per axis, per sample
     */
    public static double[] lengths(List<Segment> segments, int stride, double[]... signals) {
        Windows windows = new Windows(segments, stride);
        double[] lengths = new double[windows.count()];
        for (double[] signal : signals) {
            double[] means = windows.means(signal);
            for (int w = 0; w < lengths.length; w++) {
                lengths[w] = Math.hypot(lengths[w], means[w]);
            }
        }
        return lengths;
    }

    /**
     * The same of rates of change: of the difference between means of neighbouring windows, over their distance.
     *
     * @param signals per axis, per sample
     */
    public static double[] rates(List<Segment> segments, int stride, double periodS, double[]... signals) {
        Windows windows = new Windows(segments, stride);
        double[] lengths = new double[windows.count()];
        for (double[] signal : signals) {
            double[] means = windows.means(signal);
            for (int w = 1; w < lengths.length; w++) {
                double rate = windows.first[w] ? 0 : (means[w] - means[w - 1]) / (stride * periodS);
                lengths[w] = Math.hypot(lengths[w], rate);
            }
        }
        return java.util.stream.IntStream.range(0, lengths.length)
                .filter(w -> !windows.first[w])
                .mapToDouble(w -> lengths[w])
                .toArray();
    }
}
