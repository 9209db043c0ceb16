package dev.creance.policies;

import dev.creance.policies.manifest.Critic;
import dev.creance.policies.manifest.Critic.Distribution;
import dev.creance.runtime.HotPath;

/** Numbers of a critic's distribution, which go along with the action. */
final class CriticRatings {
    private final TensorPort port;
    private final Critic.Measure[] measures;
    private final double tail;
    private final int at;
    /** Null where all values weigh the same. */
    private final Shares shares;

    private final float[] returned;
    private final double[] values;
    private final double[] weights;

    /** @param at where the first of them stands in an action */
    CriticRatings(Critic critic, TensorPort port, int at) {
        this.port = port;
        this.measures = critic.measures().toArray(Critic.Measure[]::new);
        this.tail = critic.tail();
        this.at = at;
        this.returned = new float[port.size()];
        this.values = new double[port.size()];
        this.weights = new double[port.size()];
        this.shares = critic.distribution() instanceof Distribution.Atoms atoms ? support(atoms) : null;
    }

    /** Bellemare et al. 2017: atoms at equal distances. */
    private Shares support(Distribution.Atoms atoms) {
        for (int k = 0; k < values.length; k++) {
            values[k] = atoms.least() + (atoms.greatest() - atoms.least()) * k / (values.length - 1);
        }
        return new Shares(port, atoms.logits());
    }

    @HotPath
    void write(float[] actionOut) {
        if (shares == null) {
            takeQuantiles();
        } else {
            takeAtoms();
        }
        for (int i = 0; i < measures.length; i++) {
            double value = switch (measures[i]) {
                case MEAN -> Distributions.mean(values, weights);
                case DEVIATION -> Distributions.deviation(values, weights);
                case LOWER_CVAR -> Distributions.lowerMean(values, weights, tail);
                case UPPER_CVAR -> Distributions.upperMean(values, weights, tail);
            };
            actionOut[at + i] = (float) value;
        }
    }

    /** Dabney et al. 2018: of equal weight, and not always in order. */
    private void takeQuantiles() {
        port.get(returned);
        for (int k = 0; k < values.length; k++) {
            values[k] = returned[k];
            weights[k] = 1.0 / values.length;
        }
        Distributions.sort(values);
    }

    private void takeAtoms() {
        shares.take();
        for (int k = 0; k < weights.length; k++) {
            weights[k] = shares.of(k);
        }
    }
}
