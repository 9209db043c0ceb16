package dev.creance.dynamics.arm;

import dev.creance.runtime.HotPath;

/**
 * What joints lose: viscous and Coulomb friction. Coulomb's force jumps at standstill, which no fixed-step integrator can
 * follow; here it grows from zero at {@link #SLIP_DECAY_PER_S} times the joint's least inertia, until it reaches its value. A
 * joint at rest under a load below that value creeps, at a speed of load / (decay × inertia).
 *
 * <pre>
 * effort = −damping q' − min(friction, decay × inertia × |q'|) sign(q')
 * </pre>
 */
@HotPath
public final class JointFriction {
    /** How fast slip dies out below Coulomb's force; fourth-order steps are stable up to 2.8 / decay = 5.6 ms. */
    public static final double SLIP_DECAY_PER_S = 500;

    private final double[] damping;
    private final double[] friction;
    private final double[] slip;
    private double factor = 1;

    public JointFriction(Chain chain) {
        int n = chain.size();
        damping = new double[n];
        friction = new double[n];
        slip = new double[n];
        for (int i = 0; i < n; i++) {
            Joint joint = chain.joints().get(i);
            damping[i] = joint.drivetrain().damping();
            friction[i] = joint.drivetrain().friction();
            slip[i] = SLIP_DECAY_PER_S * joint.leastInertia();
        }
    }

    /** Rubs more or less from now on. */
    public void scale(double factor) {
        this.factor = factor;
    }

    /** effort += friction's */
    public void add(double[] speed, double[] effortOut) {
        for (int i = 0; i < damping.length; i++) {
            double v = speed[i];
            double most = friction[i];
            double coulomb = slip[i] * v;
            coulomb = coulomb > most ? most : coulomb < -most ? -most : coulomb;
            effortOut[i] -= factor * (damping[i] * v + coulomb);
        }
    }
}
