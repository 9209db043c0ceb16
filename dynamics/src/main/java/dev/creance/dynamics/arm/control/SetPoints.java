package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.runtime.HotPath;

/** Set points for an arm's joints: the reference itself, or what leads the tool to it. Not thread-safe. */
@HotPath
final class SetPoints {
    private static final int AXES = 3;

    private final ArmSignals signals;
    private final ToolFollower follower;
    private final double periodS;
    private final double[] joint;
    private final double[] place = new double[AXES];
    private boolean started;

    SetPoints(Chain chain, ArmSignals signals, double periodS) {
        this.signals = signals;
        this.periodS = periodS;
        follower = new ToolFollower(chain, periodS);
        joint = new double[signals.joints()];
    }

    void reset() {
        started = false;
        follower.reset();
    }

    /** @param positionOut also what was said in the period before */
    void next(double[] measured, double[] reference, double[] positionOut, double[] velocityOut) {
        int n = signals.joints();
        if (!signals.tool()) {
            System.arraycopy(reference, 0, positionOut, 0, n);
            System.arraycopy(reference, n, velocityOut, 0, n);
            return;
        }
        System.arraycopy(measured, signals.position(), joint, 0, n);
        System.arraycopy(reference, 0, place, 0, AXES);
        System.arraycopy(positionOut, 0, velocityOut, 0, n);
        follower.follow(joint, place, positionOut);
        for (int i = 0; i < n; i++) {
            velocityOut[i] = started ? (positionOut[i] - velocityOut[i]) / periodS : 0;
        }
        started = true;
    }
}
