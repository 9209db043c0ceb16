package dev.creance.policies;

import dev.creance.policies.manifest.Head;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * A mixture of normal distributions (Ren et al. 2021, PMOE) or of experts' answers (Jacobs et al. 1991): the mean of the heaviest
 * component, Σ w_k μ_k, or a sample of a component that is drawn by weight.
 */
final class MixtureHead implements ActionHead {
    private final Head.Mixture head;
    private final TensorPort meanPort;
    private final Shares shares;
    private final TensorPort deviationPort;
    private final RandomNumbers random;
    private final float[] means;
    private final float[] deviations;
    private final int size;

    /** @param deviationPort null but for a sample */
    MixtureHead(Head.Mixture head, TensorPort meanPort, TensorPort weightPort, TensorPort deviationPort) {
        this.head = head;
        this.meanPort = meanPort;
        this.shares = new Shares(weightPort, head.logits());
        this.deviationPort = deviationPort;
        this.random = new RandomNumbers(head.seed());
        this.means = new float[meanPort.size()];
        this.deviations = new float[deviationPort == null ? 0 : deviationPort.size()];
        this.size = means.length / head.components();
    }

    @Override
    @HotPath
    public void write(float[] actionOut) {
        meanPort.get(means);
        shares.take();
        if (!shares.finite()) {
            Arrays.fill(actionOut, 0, size, Float.NaN);
            return;
        }
        switch (head.mode()) {
            case BEST -> System.arraycopy(means, shares.heaviest() * size, actionOut, 0, size);
            case MEAN -> mean(actionOut);
            case SAMPLED -> sample(actionOut);
        }
    }

    private void mean(float[] actionOut) {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = 0; k < head.components(); k++) {
                sum += shares.of(k) * means[k * size + i];
            }
            actionOut[i] = (float) sum;
        }
    }

    private void sample(float[] actionOut) {
        deviationPort.get(deviations);
        int drawn = shares.drawn(random);
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
