package dev.creance.sim.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * Whether an arm's firmware knows where its joints are: each position is there, and no farther from the last one that was believed than
 * the joint can have gone since at twice its greatest speed. Where it does not know, it must not follow set points: its holding brakes
 * close, until it knows again.
 */
@HotPath
final class EncoderWatch {
    private static final double SPEEDS = 2;

    private final double[] mostPerS;
    private final double[] believed;
    private final double[] sinceS;
    private boolean any;

    EncoderWatch(Chain chain) {
        mostPerS = chain.joints().stream()
                .mapToDouble(joint -> SPEEDS * joint.limits().speed())
                .toArray();
        believed = new double[mostPerS.length];
        sinceS = new double[mostPerS.length];
    }

    /** The brakes are closed and nothing is followed: what comes next may be anywhere. */
    void reset() {
        any = false;
    }

    /**
     * One period of the control.
     *
     * @param measured positions first
     */
    boolean knows(double[] measured, long validBits, double periodS) {
        boolean known = true;
        for (int i = 0; i < believed.length; i++) {
            sinceS[i] += periodS;
            boolean near = !any || Math.abs(measured[i] - believed[i]) <= mostPerS[i] * sinceS[i];
            if (near && (validBits & Frame.bit(i)) != 0) {
                believed[i] = measured[i];
                sinceS[i] = 0;
            } else {
                known = false;
            }
        }
        any |= known;
        return known;
    }
}
