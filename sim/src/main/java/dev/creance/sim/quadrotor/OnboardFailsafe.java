package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;

/**
 * What a quadrotor does alone once commands have expired, as the firmware does later: level and brake, descend at a fixed sink
 * rate, know the ground and stop. From expiry on it reads gyro and accelerometer only; attitude and velocity run on from what the
 * positioning system last gave. {@code docs/failsafe-landing.md} derives how fast it touches down.
 *
 * <p>A pure state machine without clock; allocation-free; not thread-safe.
 *
 * <pre>{@code
 * failsafe.track(measured, throttle, estimateIsFresh, dtS);                        // each period with commands
 * boolean down = failsafe.fly(measured, descending, expiredForS, throttle, dtS);   // each period without
 * }</pre>
 */
@HotPath
public final class OnboardFailsafe {
    /** Commanded sink rate. Above the worst velocity error, so that it always comes down; see the page. */
    public static final double SINK_MPERS = 0.5;

    /** Greatest horizontal braking: 22 degrees of tilt. */
    public static final double BRAKE_MPERS2 = 4;

    /** From here on, time that no descent needs, the sink rate grows: an error larger than assumed must not keep it up. */
    public static final double LONGEST_S = 20;

    private static final double SINK_GROWTH_MPERS2 = 0.1;

    /** How fast the sink command builds up. */
    private static final double SINK_RAMP_MPERS2 = 1;

    private static final double BRAKE_GAIN_PER_S = 2.5;
    private static final double CLIMB_GAIN_PER_S = 5;
    private static final double CLIMB_INTEGRAL_PER_S2 = 6;
    private static final double CLIMB_LIMIT_MPERS2 = 4;

    /** Over what time the rotors' real strength is learnt in flight, and how far it may be from nominal. */
    private static final double STRENGTH_S = 1;

    private static final double STRENGTH_RANGE = 0.3;

    /** An attitude beyond 90 degrees for this long is a crash: the rotors must stop wherever it is. */
    private static final double CRASH_S = 1;

    private final QuadrotorParameters nominal;
    private final InertialEstimate estimate;
    private final RotorModel rotors;
    private final ThrustVectorController controller;
    private final TouchdownDetector touchdown;
    private final double[] acceleration = new double[3];
    private double strength = 1;
    private double climbCommandMPerS;
    private double climbIntegral;
    private double upsideDownS;
    private boolean flying;
    private boolean following;

    public OnboardFailsafe(QuadrotorParameters nominal) {
        this.nominal = nominal;
        estimate = new InertialEstimate(nominal.gravityMPerS2());
        rotors = new RotorModel(nominal);
        controller = new ThrustVectorController(nominal, rotors);
        touchdown = new TouchdownDetector(-nominal.gravityMPerS2()[2]);
    }

    /** Actuators are off: forgets the last flight, and learns what inertial sensors say at rest. */
    public void idle(double[] measured, boolean estimateIsFresh, double dtS) {
        rotors.reset();
        strength = 1;
        flying = false;
        follow(measured, estimateIsFresh, dtS);
    }

    /**
     * Follows a flight that is commanded from outside.
     *
     * @param measured this period's sensors, in the order of {@code QuadrotorChannels.sensors()}
     * @param throttle what acts since the last period
     * @param estimateIsFresh whether position system's orientation and velocity in {@code measured} may be used
     */
    public void track(double[] measured, double[] throttle, boolean estimateIsFresh, double dtS) {
        flying = false;
        rotors.advance(throttle, dtS);
        follow(measured, estimateIsFresh, dtS);
        learnStrength(measured[QuadrotorChannels.ACCEL + 2], dtS);
    }

    private void follow(double[] measured, boolean estimateIsFresh, double dtS) {
        if (!following && estimateIsFresh) {
            estimate.reset(measured);
            following = true;
        }
        estimate.propagate(measured, dtS);
        if (estimateIsFresh) {
            estimate.correct(measured, dtS);
        }
    }

    /** On the ground the feet carry a part, so only clear flight teaches: thrust near the weight. */
    private void learnStrength(double feltMPerS2, double dtS) {
        double expected = rotors.thrustN() / nominal.massKg();
        if (expected > -0.7 * nominal.gravityMPerS2()[2]) {
            double seen = Math.max(1 - STRENGTH_RANGE, Math.min(1 + STRENGTH_RANGE, feltMPerS2 / expected));
            strength += Math.min(1, dtS / STRENGTH_S) * (seen - strength);
        }
    }

    /**
     * Flies one period alone.
     *
     * @param measured this period's sensors; gyro and accelerometer are read
     * @param descending false: level, brake and keep the height; true: sink
     * @param expiredForS time since commands expired
     * @param throttleInOut what acted since the last period; becomes what shall act now
     * @return whether the vehicle is down and its rotors must stop
     */
    public boolean fly(double[] measured, boolean descending, double expiredForS, double[] throttleInOut, double dtS) {
        rotors.advance(throttleInOut, dtS);
        estimate.propagate(measured, dtS);
        if (!flying) {
            flying = true;
            climbCommandMPerS = 0;
            climbIntegral = 0;
            upsideDownS = 0;
            touchdown.reset();
        }
        brake();
        climb(descending, expiredForS, dtS);
        controller.command(estimate.orientation, measured, acceleration, strength, throttleInOut);
        upsideDownS = estimate.cosTilt() < 0 ? upsideDownS + dtS : 0;
        boolean down = descending
                && touchdown.down(
                        measured,
                        strength * rotors.thrustN() / nominal.massKg(),
                        estimate.velocity[2] - climbCommandMPerS,
                        dtS);
        return down || upsideDownS > CRASH_S;
    }

    private void brake() {
        double ax = -BRAKE_GAIN_PER_S * estimate.velocity[0];
        double ay = -BRAKE_GAIN_PER_S * estimate.velocity[1];
        double length = Math.sqrt(ax * ax + ay * ay);
        double shrink = length > BRAKE_MPERS2 ? BRAKE_MPERS2 / length : 1;
        acceleration[0] = shrink * ax;
        acceleration[1] = shrink * ay;
    }

    private void climb(boolean descending, double expiredForS, double dtS) {
        double wanted = descending ? -SINK_MPERS - Math.max(0, expiredForS - LONGEST_S) * SINK_GROWTH_MPERS2 : 0;
        climbCommandMPerS = Math.max(wanted, climbCommandMPerS - SINK_RAMP_MPERS2 * dtS);
        double error = climbCommandMPerS - estimate.velocity[2];
        climbIntegral = limited(climbIntegral + CLIMB_INTEGRAL_PER_S2 * error * dtS);
        acceleration[2] = limited(CLIMB_GAIN_PER_S * error + climbIntegral);
    }

    private static double limited(double acceleration) {
        return Math.max(-CLIMB_LIMIT_MPERS2, Math.min(CLIMB_LIMIT_MPERS2, acceleration));
    }
}
