package dev.creance.policies;

import dev.creance.runtime.HotPath;

/** What each of several answers weighs, as shares that add up to 1. */
final class Shares {
    private final TensorPort port;
    private final boolean logits;
    private final float[] weights;
    private final double[] shares;

    /** @param logits whether the tensor is yet to pass a softmax */
    Shares(TensorPort port, boolean logits) {
        this.port = port;
        this.logits = logits;
        this.weights = new float[port.size()];
        this.shares = new double[port.size()];
    }

    /** Reads them; NaN among the weights stays NaN in all. */
    @HotPath
    void take() {
        port.get(weights);
        double greatest = weights[0];
        for (int k = 1; k < shares.length; k++) {
            greatest = Math.max(greatest, weights[k]);
        }
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = logits ? StrictMath.exp(weights[k] - greatest) : weights[k];
            sum += shares[k];
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] /= sum;
        }
    }

    /** Whether they can be relied on: one that is not finite, or a sum of 0, leaves none that is. */
    @HotPath
    boolean finite() {
        return Double.isFinite(shares[0]);
    }

    @HotPath
    double of(int answer) {
        return shares[answer];
    }

    /** Of equals the first. */
    @HotPath
    int heaviest() {
        int best = 0;
        for (int k = 1; k < shares.length; k++) {
            best = shares[k] > shares[best] ? k : best;
        }
        return best;
    }

    @HotPath
    int drawn(RandomNumbers random) {
        double left = random.uniform();
        int drawn = 0;
        while (drawn < shares.length - 1 && left > shares[drawn]) {
            left -= shares[drawn++];
        }
        return drawn;
    }
}
