package dev.creance.policies;

import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean of several members, and how much they disagree: the greatest standard deviation among the action's values
 * (Lakshminarayanan et al. 2017, Deep Ensembles).
 */
final class EnsembleHead implements ActionHead {
    private final TensorPort[] members;
    private final float[][] actions;
    private final int doubtAt;

    EnsembleHead(TensorPort first, List<TensorPort> others, int doubtAt) {
        List<TensorPort> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        this.members = all.toArray(TensorPort[]::new);
        this.actions = new float[members.length][first.size()];
        this.doubtAt = doubtAt;
    }

    @Override
    @HotPath
    public void write(float[] actionOut) {
        for (int k = 0; k < members.length; k++) {
            members[k].get(actions[k]);
        }
        double doubt = 0;
        for (int i = 0; i < actions[0].length; i++) {
            double mean = 0;
            for (int k = 0; k < members.length; k++) {
                mean += actions[k][i] / members.length;
            }
            double squares = 0;
            for (int k = 0; k < members.length; k++) {
                squares += (actions[k][i] - mean) * (actions[k][i] - mean);
            }
            actionOut[i] = (float) mean;
            doubt = Math.max(doubt, Math.sqrt(squares / members.length));
        }
        actionOut[doubtAt] = (float) doubt;
    }

    @Override
    @HotPath
    public void reset() {
        // it keeps nothing
    }
}
