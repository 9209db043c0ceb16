package dev.creance.policies;

import dev.creance.policies.manifest.Head;
import dev.creance.runtime.HotPath;

/**
 * A mixture of normal distributions (Ren et al. 2021, PMOE) or of experts' answers (Jacobs et al. 1991): the mean of the heaviest
 * component, Σ w_k μ_k, or a sample of a component that is drawn by weight.
 */
final class MixtureHead implements ActionHead {
    private final Head.Mixture head;
    private final TensorPort meanPort;
    private final TensorPort weightPort;
    private final TensorPort deviationPort;
    private final RandomNumbers random;
    private final float[] means;
    private final float[] weights;
    private final float[] deviations;
    private final double[] shares;
    private final int size;

    /** @param deviationPort null but for a sample */
    MixtureHead(Head.Mixture head, TensorPort meanPort, TensorPort weightPort, TensorPort deviationPort) {
        this.head = head;
        this.meanPort = meanPort;
        this.weightPort = weightPort;
        this.deviationPort = deviationPort;
        this.random = new RandomNumbers(head.seed());
        this.means = new float[meanPort.size()];
        this.weights = new float[weightPort.size()];
        this.deviations = new float[deviationPort == null ? 0 : deviationPort.size()];
        this.shares = new double[head.components()];
        this.size = means.length / head.components();
    }

    @Override
    @HotPath
    public void write(float[] actionOut) {
        meanPort.get(means);
        weightPort.get(weights);
        share();
        switch (head.mode()) {
            case BEST -> System.arraycopy(means, heaviest() * size, actionOut, 0, size);
            case MEAN -> mean(actionOut);
            case SAMPLED -> sample(actionOut);
        }
    }

    /** The weights as shares that add up to 1; NaN among them stays NaN in all. */
    private void share() {
        double greatest = weights[0];
        for (int k = 1; k < shares.length; k++) {
            greatest = Math.max(greatest, weights[k]);
        }
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = head.logits() ? StrictMath.exp(weights[k] - greatest) : weights[k];
            sum += shares[k];
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] /= sum;
        }
    }

    private int heaviest() {
        int best = 0;
        for (int k = 1; k < shares.length; k++) {
            best = shares[k] > shares[best] ? k : best;
        }
        return best;
    }

    private void mean(float[] actionOut) {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = 0; k < shares.length; k++) {
                sum += shares[k] * means[k * size + i];
            }
            actionOut[i] = (float) sum;
        }
    }

    private void sample(float[] actionOut) {
        deviationPort.get(deviations);
        double left = random.uniform();
        int drawn = 0;
        while (drawn < shares.length - 1 && left > shares[drawn]) {
            left -= shares[drawn++];
        }
        for (int i = 0; i < size; i++) {
            float given = deviations[drawn * size + i];
            double spread = head.logarithm() ? StrictMath.exp(given) : given;
            actionOut[i] = (float) (means[drawn * size + i] + spread * random.normal());
        }
    }

    @Override
    @HotPath
    public void reset() {
        random.reset();
    }
}
