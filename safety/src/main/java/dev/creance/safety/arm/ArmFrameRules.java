package dev.creance.safety.arm;

import dev.creance.runtime.HotPath;
import dev.creance.safety.FrameRules;
import java.util.Arrays;

/** Whether one frame of an arm can follow another: positions by velocities, velocities by accelerations. Positions come first. */
@HotPath
final class ArmFrameRules implements FrameRules {
    /** Far above any acceleration a joint is asked for: contact is not a fault of a sensor. */
    private static final double MOST_ACCELERATION = 500;

    private final int joints;
    private final double positionJump;
    private final double velocityJump;
    private final double movingSpeed;

    ArmFrameRules(int joints, double positionJump, double velocityJump, double movingSpeed) {
        this.joints = joints;
        this.positionJump = positionJump;
        this.velocityJump = velocityJump;
        this.movingSpeed = movingSpeed;
    }

    /** Efforts and the tool's pose may be missing. */
    @Override
    public int required() {
        return 2 * joints;
    }

    @Override
    public boolean isConsistent(double[] values) {
        return true;
    }

    /** What a position may be off by from where its velocity led, rad. */
    double positionJump() {
        return positionJump;
    }

    @Override
    public boolean follows(double[] before, double[] after, double sinceS) {
        double mostMoved = positionJump + 0.5 * MOST_ACCELERATION * sinceS * sinceS;
        double mostFaster = velocityJump + MOST_ACCELERATION * sinceS;
        for (int i = 0; i < joints; i++) {
            double drift = before[joints + i] * sinceS;
            if (!(Math.abs(after[i] - before[i] - drift) <= mostMoved)
                    || !(Math.abs(after[joints + i] - before[joints + i]) <= mostFaster)) {
                return false;
            }
        }
        return true;
    }

    /** A joint that moves is at another position each time. */
    @Override
    public boolean repeats(double[] before, double[] after) {
        for (int i = 0; i < joints; i++) {
            if (Math.abs(after[joints + i]) > movingSpeed
                    && Double.doubleToRawLongBits(after[i]) == Double.doubleToRawLongBits(before[i])) {
                return true;
            }
        }
        return false;
    }

    /** No joint moves. */
    @Override
    public void rest(double[] valuesOut) {
        Arrays.fill(valuesOut, Double.NaN);
        Arrays.fill(valuesOut, joints, 2 * joints, 0);
    }
}
