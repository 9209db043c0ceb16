package dev.creance.policies.observation;

import dev.creance.policies.signals.Selection;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * The return that a sequence model is asked to earn from here on: what was asked for at the start, less every reward since
 * (Chen et al. 2021, Decision Transformer, algorithm 1).
 */
final class ReturnToGo implements Periodic, ObservationSource {
    private final double target;
    private final Selection reward;
    private double left;
    private boolean started;

    ReturnToGo(double target, Selection reward) {
        this.target = target;
        this.reward = reward;
        this.left = target;
    }

    @Override
    @HotPath
    public void begin(Frame sensors, Frame reference, boolean newPeriod) {
        if (newPeriod && started) {
            left -= reward.value(0, sensors, reference);
        }
        started |= newPeriod;
    }

    @Override
    @HotPath
    public void values(Frame sensors, Frame reference, double[] out) {
        out[0] = left;
    }

    @Override
    @HotPath
    public void reset() {
        left = target;
        started = false;
    }
}
