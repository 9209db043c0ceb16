package dev.creance.safety.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;

/**
 * A four-rotor vehicle's constants, flat, in the form prediction and allocation need. Rotor states are normalised: 0 is the
 * least and 1 the greatest rotor state. Thrust of a rotor is c0 + c1 s + c2 s² along body z.
 */
final class Airframe {
    static final int ROTORS = 4;

    /** Least and greatest throttle a command may hold. */
    final double throttleMin;

    final double throttleMax;
    final double massKg;

    /** Magnitude; acts along −z of the world. */
    final double gravityMPerS2;

    final double[] inertia;
    final double[] inertiaInverse;
    final double[] risingS = new double[ROTORS];
    final double[] fallingS = new double[ROTORS];

    /** Moments about body x, y and z per newton of each rotor, m. */
    final double[][] momentPerN = new double[3][ROTORS];

    /** Row i: thrust of rotor i per (total thrust, moment x, moment y, moment z). */
    final double[][] allocation;

    private final double[] c0 = new double[ROTORS];
    private final double[] c1 = new double[ROTORS];
    private final double[] c2 = new double[ROTORS];

    /** @throws IllegalArgumentException where the backup controller cannot fly such a vehicle */
    Airframe(QuadrotorParameters p, double throttleMin, double throttleMax) {
        this.throttleMin = throttleMin;
        this.throttleMax = throttleMax;
        if (p.rotors() != ROTORS) {
            throw new IllegalArgumentException("rotors=" + p.rotors() + ", the backup controller flies " + ROTORS);
        }
        massKg = p.massKg();
        double[] g = p.gravityMPerS2();
        if (g[0] != 0 || g[1] != 0 || !(g[2] < 0)) {
            throw new IllegalArgumentException("gravity must point along −z");
        }
        gravityMPerS2 = -g[2];
        inertia = p.inertiaKgM2().clone();
        inertiaInverse = p.inertiaInverse().clone();
        double range = p.rotorMax() - p.rotorMin();
        for (int i = 0; i < ROTORS; i++) {
            double[] d = p.thrustDirection()[i];
            double[] e = p.torqueDirection()[i];
            if (d[0] != 0 || d[1] != 0 || d[2] != 1 || e[0] != 0 || e[1] != 0) {
                throw new IllegalArgumentException("rotor " + i + " does not push along body z");
            }
            double[] c = p.thrustCoefficients()[i];
            c0[i] = c[0] + p.rotorMin() * (c[1] + p.rotorMin() * c[2]);
            c1[i] = range * (c[1] + 2 * c[2] * p.rotorMin());
            c2[i] = range * range * c[2];
            risingS[i] = p.risingTimeS()[i];
            fallingS[i] = p.fallingTimeS()[i];
            momentPerN[0][i] = p.rotorPositionM()[i][1];
            momentPerN[1][i] = -p.rotorPositionM()[i][0];
            momentPerN[2][i] = e[2] * p.torqueConstantM()[i];
        }
        double[] ones = {1, 1, 1, 1};
        allocation = Matrix4.inverse(new double[][] {ones, momentPerN[0], momentPerN[1], momentPerN[2]});
    }

    /** Thrust of one rotor at a normalised state, N. */
    @HotPath
    double thrustN(int rotor, double state) {
        return c0[rotor] + state * (c1[rotor] + state * c2[rotor]);
    }

    /** The normalised state at which one rotor gives this thrust; within 0…1. */
    @HotPath
    double rotorState(int rotor, double thrustN) {
        double least = c0[rotor] - thrustN;
        double state;
        if (c2[rotor] == 0) {
            state = -least / c1[rotor];
        } else {
            double root = c1[rotor] * c1[rotor] - 4 * c2[rotor] * least;
            state = (-c1[rotor] + Math.sqrt(root > 0 ? root : 0)) / (2 * c2[rotor]);
        }
        return state >= 0 ? (state <= 1 ? state : 1) : 0;
    }

    /** Thrust of all rotors at the same normalised state, N. */
    @HotPath
    double totalThrustN(double state) {
        double sum = 0;
        for (int i = 0; i < ROTORS; i++) {
            sum += thrustN(i, state);
        }
        return sum;
    }

    /** Height of a rotor, and of the foot below it, above the vehicle's own, m. */
    @HotPath
    double footHeightM(int rotor, VehicleState s) {
        return footX(rotor) * s.forwardZ() + footY(rotor) * s.leftZ();
    }

    /** Speed at which the foot below a rotor sinks, m/s. */
    @HotPath
    double footSinkMPerS(int rotor, VehicleState s) {
        double x = footX(rotor);
        double y = footY(rotor);
        return -(s.vz - s.forwardZ() * s.wz * y + s.leftZ() * s.wz * x + s.upZ() * (s.wx * y - s.wy * x));
    }

    private double footX(int rotor) {
        return -momentPerN[1][rotor];
    }

    private double footY(int rotor) {
        return momentPerN[0][rotor];
    }

    /** The normalised state at which one rotor carries its share of the weight. */
    @HotPath
    double hoverState(int rotor) {
        return rotorState(rotor, massKg * gravityMPerS2 / ROTORS);
    }
}
