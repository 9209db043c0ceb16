package dev.creance.policies;

import dev.creance.policies.manifest.Head;
import dev.creance.runtime.HotPath;

/** A sample a = μ + σ z, through tanh where the policy was trained so (Haarnoja et al. 2018, SAC, appendix C). */
final class GaussianHead implements ActionHead {
    private final TensorPort mean;
    private final TensorPort deviation;
    private final boolean logarithm;
    private final boolean tanh;
    private final RandomNumbers random;
    private final float[] deviations;

    GaussianHead(Head.Gaussian head, TensorPort mean, TensorPort deviation) {
        this.mean = mean;
        this.deviation = deviation;
        this.logarithm = head.logarithm();
        this.tanh = head.tanh();
        this.random = new RandomNumbers(head.seed());
        this.deviations = new float[deviation.size()];
    }

    @Override
    @HotPath
    public void write(float[] actionOut) {
        mean.get(actionOut);
        deviation.get(deviations);
        for (int i = 0; i < deviations.length; i++) {
            double spread = logarithm ? StrictMath.exp(deviations[i]) : deviations[i];
            double value = actionOut[i] + spread * random.normal();
            actionOut[i] = (float) (tanh ? StrictMath.tanh(value) : value);
        }
    }

    @Override
    @HotPath
    public void reset() {
        random.reset();
    }
}
