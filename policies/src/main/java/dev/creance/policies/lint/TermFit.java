package dev.creance.policies.lint;

import java.util.Locale;

/**
 * How well terms fit the columns of a network that they are fed to, as natural logarithms of likelihoods. Two kinds of evidence:
 *
 * <ul>
 *   <li>The network's own normaliser: its mean and spread of a column are those of the training. A term's spread is taken to lie
 *       within a factor of e<sup>0.6</sup> of the expected one (the scatter over published policies), its mean within a spread.
 *   <li>Without one, the first layer's weights. Trained networks weigh what spreads widely less: weight times spread is alike for
 *       all terms, up to a factor of e<sup>1.1</sup> between two of them (the scatter over published policies). Where a term's
 *       scale has already made its spread that of the other, this says nothing.
 * </ul>
 */
record TermFit(FirstLayer layer, boolean normalised) {
    private static final double SPREAD_SCATTER = 0.6;
    private static final double WEIGHT_SCATTER = 1.1;

    /** Twice two deviations for two terms. */
    private static final double POOR = 10;

    /** One mean that is far off must not outweigh everything else. */
    private static final double MOST_BY_MEAN = 16;

    /** What speaks for the two terms having been swapped, against standing where they are; below 0 where they stand well. */
    double swapped(Block a, Expectation expectedA, Block b, Expectation expectedB) {
        if (normalised) {
            double elsewhere = cost(b, expectedA) + cost(a, expectedB);
            double here = cost(a, expectedA) + cost(b, expectedB);
            // Terms that fit neither way are no swapped ones: something else is wrong with them.
            return elsewhere > POOR && here > elsewhere ? 0 : (here - elsewhere) / 2;
        }
        double weights = meanLog(a.over(layer.weight())) - meanLog(b.over(layer.weight()));
        double spreads = meanLog(expectedB.spread()) - meanLog(expectedA.spread());
        return -2 * weights * spreads / (WEIGHT_SCATTER * WEIGHT_SCATTER);
    }

    private double cost(Block place, Expectation expected) {
        double[] mean = place.over(layer.mean());
        double[] spread = place.over(layer.spread());
        double gap = (meanLog(spread) - meanLog(expected.spread())) / SPREAD_SCATTER;
        double farthest = 0;
        for (int i = 0; i < mean.length; i++) {
            double off = (mean[i] - expected.mean()[i]) / Math.max(spread[i], expected.spread()[i]);
            farthest = Double.isNaN(off) ? farthest : Math.max(farthest, off * off);
        }
        return gap * gap + Math.min(MOST_BY_MEAN, farthest);
    }

    /** Evidence in words: what the network shows at a place, and what belongs there. */
    String words(Block place, Expectation expected) {
        double found = Math.exp(meanLog(place.over(normalised ? layer.spread() : layer.weight())));
        double wanted = Math.exp(meanLog(expected.spread()));
        return String.format(
                Locale.ROOT,
                "%s should spread by about %.2g and meets %s %.2g",
                place.name(),
                wanted,
                normalised ? "a normaliser that was trained on a spread of" : "weights of",
                found);
    }

    /** How much wider the network saw a term than it will be now, as a logarithm; only with a normaliser. */
    double widerInTraining(Block place, Expectation expected) {
        return meanLog(place.over(layer.spread())) - meanLog(expected.spread());
    }

    /** The logarithm of what a term contributes to the first layer's sums. */
    double contribution(Block place, Expectation expected) {
        return meanLog(place.over(layer.weight())) + meanLog(expected.spread());
    }

    /** Of the values above 0; NaN where there are none. */
    private static double meanLog(double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (value > 0) {
                sum += Math.log(value);
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
