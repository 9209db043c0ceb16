package dev.creance.dynamics.identify;

import java.util.Arrays;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * A value below which all but a few of a kind lie, whatever their distribution (Wilks, Annals of Mathematical Statistics 12,
 * 1941): with {@code confidence}, at least the share {@code quantile} of all of that kind is no greater than {@code bound}. The
 * r-th of n independent samples in order of size is such a bound if {@code P(Bin(n, quantile) < r) ≥ confidence}; correlated samples
 * count as fewer.
 *
 * @param independent how many independent samples it rests on
 */
public record Ceiling(double bound, double quantile, double confidence, double independent) {
    /** A lower quantile is nothing to rest on. */
    private static final double LEAST_QUANTILE = 0.9;

    /**
     * Of samples in the order in which they were taken. Where they are too few for the quantile, the greatest of them bounds the
     * quantile that they are enough for.
     *
     * @throws TooFew where that is below 90 %
     */
    public static Ceiling of(double[] samples, double quantile, double confidence) throws TooFew {
        int n = samples.length;
        double time = n == 0 ? 1 : CorrelationTime.ofSamples(samples);
        int independent = (int) (n / time);
        double provable = independent == 0 ? 0 : Math.pow(1 - confidence, 1.0 / independent);
        if (provable < LEAST_QUANTILE) {
            throw new TooFew(independent);
        }
        double[] ordered = samples.clone();
        Arrays.sort(ordered);
        if (provable < quantile) {
            return new Ceiling(ordered[n - 1], provable, confidence, independent);
        }
        int rank = new BinomialDistribution(independent, quantile).inverseCumulativeProbability(confidence) + 1;
        int place = (int) Math.ceil((double) rank / independent * n);
        return new Ceiling(ordered[Math.min(n, place) - 1], quantile, confidence, independent);
    }

    /** Not enough independent samples for any bound. */
    public static final class TooFew extends Exception {
        private static final long serialVersionUID = 1;

        TooFew(int independent) {
            super("only " + independent + " independent samples, and 29 bound 90 % of all");
        }
    }
}
