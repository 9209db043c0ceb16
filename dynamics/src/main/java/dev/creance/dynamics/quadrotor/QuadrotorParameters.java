package dev.creance.dynamics.quadrotor;

/**
 * What a rigid multirotor with first-order rotors is made of. Vectors in body axes (FLU); matrices 3×3, row-major. Inertia and
 * its inverse are separate on purpose: the reference models use each where their equations say.
 *
 * <p>Rotor i in state s (between {@code rotorMin} and {@code rotorMax}) gives the thrust {@code c0 + c1 s + c2 s²} newton along
 * {@code thrustDirection[i]} and the moment {@code torqueConstant[i]} × thrust about {@code torqueDirection[i]}. A normalised
 * throttle u in 0…1 sets the rotor's set point {@code rotorMin + u (rotorMax − rotorMin)}.
 *
 * @param name what a configuration calls it, for example {@code crazyflie-2.x}
 * @param massKg mass
 * @param gravityMPerS2 gravity in world axes, for example (0, 0, −9.81)
 * @param inertiaKgM2 moment of inertia
 * @param inertiaInverse its inverse
 * @param rotorPositionM per rotor, from the centre of mass
 * @param thrustDirection per rotor, unit vector
 * @param torqueDirection per rotor, unit vector with sign
 * @param thrustCoefficients per rotor (c0, c1, c2)
 * @param torqueConstantM per rotor, Nm per N
 * @param risingTimeS per rotor, time constant while the set point is at or above the state
 * @param fallingTimeS per rotor, time constant otherwise
 * @param rotorMin least rotor state
 * @param rotorMax greatest rotor state
 */
public record QuadrotorParameters(
        String name,
        double massKg,
        double[] gravityMPerS2,
        double[] inertiaKgM2,
        double[] inertiaInverse,
        double[][] rotorPositionM,
        double[][] thrustDirection,
        double[][] torqueDirection,
        double[][] thrustCoefficients,
        double[] torqueConstantM,
        double[] risingTimeS,
        double[] fallingTimeS,
        double rotorMin,
        double rotorMax) {

    public int rotors() {
        return rotorPositionM.length;
    }

    /** Thrust of one rotor at a normalised throttle in steady state, N. */
    public double thrustN(int rotor, double throttle) {
        double[] c = thrustCoefficients[rotor];
        double state = rotorMin + throttle * (rotorMax - rotorMin);
        return c[0] + state * (c[1] + state * c[2]);
    }

    /** The normalised throttle at which one rotor gives this thrust in steady state; clamped to 0…1. */
    public double throttle(int rotor, double thrustN) {
        double[] c = thrustCoefficients[rotor];
        double state = c[2] == 0
                ? (thrustN - c[0]) / c[1]
                : (-c[1] + Math.sqrt(Math.max(0, c[1] * c[1] - 4 * c[2] * (c[0] - thrustN)))) / (2 * c[2]);
        double throttle = (state - rotorMin) / (rotorMax - rotorMin);
        return throttle >= 0 ? Math.min(throttle, 1) : 0;
    }

    /** The throttle at which all rotors together carry the weight, level; assumes like rotors. */
    public double hoverThrottle() {
        return throttle(0, -massKg * gravityMPerS2[2] / rotors());
    }
}
