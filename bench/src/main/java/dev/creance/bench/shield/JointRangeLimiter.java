package dev.creance.bench.shield;

/**
 * The joint limiter of ros2_control for positions and for velocities, written anew from the formulas that it publishes (package
 * {@code joint_limits} of ros-controls/ros2_control at 057d3673, Apache-2.0; no code of it is used):
 *
 * <pre>
 * position:  |Δq| ≤ min(V, |v| + A Δt) Δt from the command before, inside [q_min, q_max]
 * velocity:  (q_min − q) / Δt ≤ q' ≤ (q_max − q) / Δt, |q'| ≤ V, |Δq'| ≤ A Δt from the command before; 0 where q is outside
 * </pre>
 *
 * Bounds that have crossed are exchanged. Neither looks at the way that braking takes, and {@code std::clamp} lets pass what is not a
 * number. Where the original throws, because a joint is well outside already, this one goes on limiting.
 */
final class JointRangeLimiter extends PeerShield {
    /** Outside by less than this, a joint may move back inside. Its {@code POSITION_BOUNDS_TOLERANCE}. */
    static final double TOLERANCE = 0.002;

    private final Limits limits;
    private final double tickS;
    private final boolean velocities;
    private final double[] before;

    /** For each joint; infinite where there is none. */
    record Limits(double[] lower, double[] upper, double[] velocity, double[] acceleration) {}

    private JointRangeLimiter(Limits limits, double tickS, boolean velocities) {
        this.limits = limits;
        this.tickS = tickS;
        this.velocities = velocities;
        before = new double[limits.lower.length];
    }

    static JointRangeLimiter position(Limits limits, double tickS) {
        return new JointRangeLimiter(limits, tickS, false);
    }

    /** For a machine that takes set points: they are led by the velocity for a tick. */
    static JointRangeLimiter velocity(Limits limits, double tickS) {
        return new JointRangeLimiter(limits, tickS, true);
    }

    @Override
    int joints() {
        return before.length;
    }

    @Override
    void start(double[] position) {
        if (!velocities) {
            System.arraycopy(position, 0, before, 0, before.length);
        }
    }

    @Override
    void limit(double[] position, double[] velocity, double[] proposal, double[] out) {
        for (int i = 0; i < before.length; i++) {
            if (velocities) {
                double wanted = (proposal[i] - position[i]) / tickS;
                before[i] = velocity(i, position[i], before[i], wanted);
                out[i] = position[i] + tickS * before[i];
            } else {
                before[i] = position(i, velocity[i], before[i], proposal[i]);
                out[i] = before[i];
            }
        }
    }

    /**
     * A position.
     *
     * @param speed of the joint, measured
     * @param last the command before
     */
    double position(int i, double speed, double last, double wanted) {
        double lower = limits.lower[i];
        double upper = limits.upper[i];
        if (Double.isFinite(limits.velocity[i])) {
            double reached = Math.abs(speed) + limits.acceleration[i] * tickS;
            double step = Math.min(limits.velocity[i], reached) * tickS;
            lower = Math.max(Math.min(last - step, upper), lower);
            upper = Math.min(Math.max(last + step, lower), upper);
        }
        return clamp(wanted, lower, upper);
    }

    /**
     * A velocity.
     *
     * @param here the joint's position, measured; NaN where it is not known
     * @param last the command before
     */
    double velocity(int i, double here, double last, double wanted) {
        double lower = -limits.velocity[i];
        double upper = limits.velocity[i];
        if (Double.isFinite(limits.upper[i] - limits.lower[i]) && !Double.isNaN(here)) {
            lower = Math.max((limits.lower[i] - here) / tickS, lower);
            upper = Math.min((limits.upper[i] - here) / tickS, upper);
            if (here > limits.upper[i] || here < limits.lower[i]) {
                boolean outwards = here > limits.upper[i] ? wanted >= 0 : wanted <= 0;
                boolean far = here > limits.upper[i] + TOLERANCE || here < limits.lower[i] - TOLERANCE;
                if (outwards || far) {
                    lower = 0;
                    upper = 0;
                }
            }
        }
        if (Double.isFinite(limits.acceleration[i])) {
            double step = limits.acceleration[i] * tickS;
            lower = Math.max(last - step, lower);
            upper = Math.min(last + step, upper);
        }
        return clamp(wanted, lower, upper);
    }

    private static double clamp(double wanted, double one, double other) {
        double lower = Math.min(one, other);
        double upper = Math.max(one, other);
        return wanted < lower ? lower : upper < wanted ? upper : wanted;
    }
}
