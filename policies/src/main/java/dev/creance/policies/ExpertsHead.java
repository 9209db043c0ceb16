package dev.creance.policies;

import dev.creance.policies.manifest.Head;
import dev.creance.runtime.HotPath;
import java.util.Arrays;
import java.util.List;

/**
 * The answers of several networks, weighed by a gate's (Jacobs et al. 1991): that of the heaviest, their mean, or one drawn by
 * weight. All are asked in every inference, so that one takes as long as another and no expert's state falls behind.
 */
final class ExpertsHead implements ActionHead {
    private final TensorPort[] experts;
    private final Shares shares;
    private final Head.Mode mode;
    private final RandomNumbers random;
    private final float[] answer;
    private final double[] sums;

    /** @param experts one for each share */
    ExpertsHead(Head.Experts head, List<TensorPort> experts, TensorPort weights) {
        this.experts = experts.toArray(TensorPort[]::new);
        this.shares = new Shares(weights, head.logits());
        this.mode = head.mode();
        this.random = new RandomNumbers(head.seed());
        this.answer = new float[experts.getFirst().size()];
        this.sums = new double[answer.length];
    }

    @Override
    @HotPath
    public void write(float[] actionOut) {
        shares.take();
        if (!shares.finite()) {
            Arrays.fill(actionOut, 0, answer.length, Float.NaN);
            return;
        }
        switch (mode) {
            case BEST -> experts[shares.heaviest()].get(0, actionOut, 0, answer.length);
            case SAMPLED -> experts[shares.drawn(random)].get(0, actionOut, 0, answer.length);
            case MEAN -> mean(actionOut);
        }
    }

    private void mean(float[] actionOut) {
        Arrays.fill(sums, 0);
        for (int k = 0; k < experts.length; k++) {
            experts[k].get(answer);
            for (int i = 0; i < answer.length; i++) {
                sums[i] += shares.of(k) * answer[i];
            }
        }
        for (int i = 0; i < answer.length; i++) {
            actionOut[i] = (float) sums[i];
        }
    }

    @Override
    @HotPath
    public void reset() {
        random.reset();
    }
}
