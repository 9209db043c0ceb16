package dev.creance.bench.shield;

/** What independent trials say of a probability. */
final class Probability {
    private static final double CONFIDENCE = 0.95;
    private static final int HALVINGS = 60;

    private Probability() {}

    /**
     * Upper end of the one-sided 95 % interval of Clopper and Pearson (Biometrika 26, 1934): the p for which so few events, or fewer, have
     * a probability of 5 %. Without any it is 1 − 0.05^(1/n), near 3/n.
     */
    static double upperBound(long events, long trials) {
        if (trials == 0 || events >= trials) {
            return 1;
        }
        double low = (double) events / trials;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (atMost(events, trials, middle) > 1 - CONFIDENCE) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** P(X ≤ k) of a binomial distribution, from term to term in logarithms. */
    private static double atMost(long k, long n, double p) {
        double logTerm = n * Math.log1p(-p);
        double odds = Math.log(p) - Math.log1p(-p);
        double sum = Math.exp(logTerm);
        for (long i = 1; i <= k; i++) {
            logTerm += Math.log((double) (n - i + 1) / i) + odds;
            sum += Math.exp(logTerm);
        }
        return sum;
    }
}
