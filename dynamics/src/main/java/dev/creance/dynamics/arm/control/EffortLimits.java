package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.runtime.HotPath;

/** Cuts joint efforts to what the drives can do; lets NaN through. */
@HotPath
final class EffortLimits {
    private final double[] most;

    EffortLimits(Chain chain) {
        most = chain.joints().stream()
                .mapToDouble(joint -> joint.limits().effort())
                .toArray();
    }

    void clip(double[] effortOut) {
        for (int i = 0; i < most.length; i++) {
            effortOut[i] = Limit.to(effortOut[i], most[i]);
        }
    }
}
