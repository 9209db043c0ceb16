package dev.creance.sim.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.runtime.HotPath;

/**
 * What an arm's firmware does alone once commands have expired: it brakes each joint with a constant deceleration, from the speed it
 * finds, and holds where that ends. Allocation-free after construction; not thread-safe.
 */
@HotPath
final class ArmStop {
    /** From the greatest speed to standstill. */
    private static final double BRAKING_S = 0.3;

    /** Of the greatest speed: slower is standing still. */
    private static final double STANDSTILL_SHARE = 0.01;

    private static final double STANDSTILL_HOLD_S = 0.1;

    /** After this time it is over whatever the encoders say. */
    private static final double LONGEST_S = 5;

    /** What the joints shall do; the servo follows. */
    final double[] position;

    final double[] velocity;

    private final double periodS;
    private final double[] greatest;
    private boolean underWay;
    private double reactingS;
    private double standingS;

    ArmStop(Chain chain, double periodS) {
        this.periodS = periodS;
        position = new double[chain.size()];
        velocity = new double[chain.size()];
        greatest = chain.joints().stream()
                .mapToDouble(joint -> Math.min(joint.limits().speed(), Math.PI))
                .toArray();
    }

    /** Commands are in force. */
    void rest() {
        underWay = false;
    }

    /**
     * Moves the set points on by one period.
     *
     * @param measured positions from 0, velocities behind them
     * @return whether the joints have stood still for long enough that brakes may close
     */
    boolean advance(double[] measured) {
        int n = position.length;
        if (!underWay) {
            underWay = true;
            reactingS = 0;
            standingS = 0;
            System.arraycopy(measured, 0, position, 0, n);
            System.arraycopy(measured, n, velocity, 0, n);
        }
        boolean still = true;
        for (int i = 0; i < n; i++) {
            double less = greatest[i] / BRAKING_S * periodS;
            double before = velocity[i];
            velocity[i] = Math.abs(before) > less ? before - Math.copySign(less, before) : 0;
            position[i] += (before + velocity[i]) / 2 * periodS;
            still &= velocity[i] == 0 && Math.abs(measured[n + i]) < STANDSTILL_SHARE * greatest[i];
        }
        reactingS += periodS;
        standingS = still ? standingS + periodS : 0;
        return standingS >= STANDSTILL_HOLD_S || reactingS >= LONGEST_S;
    }
}
