package dev.creance.policies.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which joint a column of the first layer belongs to, by its weights and statistics: those of the left and right hip are alike, and
 * unlike those of the knees. How much of the variance of the logarithms lies between kinds of joints (η² of a one-way analysis
 * of variance, the mean over all blocks of columns) is held against the same for random orders: a permutation test, which assumes
 * nothing of the distribution (Fisher 1935; Edgington and Onghena, Randomization Tests, 4th edition).
 */
final class JointWeights {
    private static final int DRAWS = 999;
    private static final long SEED = 20_261_123;

    /** Logarithms of weights or spreads by joint. */
    private final List<double[]> blocks = new ArrayList<>();

    void add(double[] byJoint) {
        double[] logs = new double[byJoint.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(byJoint[i]);
        }
        if (variance(logs) > 1e-12 && Double.isFinite(variance(logs))) {
            blocks.add(logs);
        }
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The chance that joints in a random order explain the columns as well as these names in this order. */
    double chance(List<String> order) {
        int[] kinds = kinds(order);
        double found = explained(kinds);
        Random random = new Random(SEED);
        int asGood = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            shuffle(kinds, random);
            asGood += explained(kinds) >= found - 1e-12 ? 1 : 0;
        }
        return (1.0 + asGood) / (1 + DRAWS);
    }

    private static int[] kinds(List<String> order) {
        Map<String, Integer> numbers = new HashMap<>();
        return order.stream()
                .mapToInt(joint -> numbers.computeIfAbsent(JointNames.kind(joint), kind -> numbers.size()))
                .toArray();
    }

    private static void shuffle(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    private double explained(int[] kinds) {
        double sum = 0;
        for (double[] block : blocks) {
            sum += 1 - within(block, kinds) / (variance(block) * block.length);
        }
        return sum / blocks.size();
    }

    /** Sum of the squared distances from the mean of the kind. */
    private static double within(double[] values, int[] kinds) {
        double[] sum = new double[values.length];
        double[] squares = new double[values.length];
        int[] count = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            sum[kinds[i]] += values[i];
            squares[kinds[i]] += values[i] * values[i];
            count[kinds[i]]++;
        }
        double within = 0;
        for (int kind = 0; kind < values.length; kind++) {
            within += count[kind] == 0 ? 0 : squares[kind] - sum[kind] * sum[kind] / count[kind];
        }
        return within;
    }

    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        return variance;
    }
}
