package dev.creance.dynamics.quadrotor;

import dev.creance.dynamics.Quaternion;
import dev.creance.runtime.HotPath;

/**
 * A body fixed to the vehicle, which changes its mass, its centre of mass and its inertia.
 *
 * @param massKg m_p
 * @param positionM r, of its centre from the vehicle's own centre of mass, body axes
 * @param inertiaKgM2 about its own centre, 3×3, row-major
 */
public record Payload(double massKg, double[] positionM, double[] inertiaKgM2) {
    /** A point mass. */
    public static Payload point(double massKg, double[] positionM) {
        return new Payload(massKg, positionM, new double[9]);
    }

    /**
     * The vehicle with it on: states are then those of the common centre of mass, {@code c} from the vehicle's own.
     *
     * <pre>
     * c = m_p r / (m + m_p)        J' = J + m S(c) + J_p + m_p S(r − c)        S(a) = |a|² 1 − a aᵀ
     * </pre>
     */
    public QuadrotorParameters on(QuadrotorParameters vehicle) {
        double[] c = shiftM(vehicle);
        double[] inertia = vehicle.inertiaKgM2().clone();
        addSteiner(inertia, vehicle.massKg(), c);
        addSteiner(inertia, massKg, new double[] {positionM[0] - c[0], positionM[1] - c[1], positionM[2] - c[2]});
        for (int i = 0; i < 9; i++) {
            inertia[i] += inertiaKgM2[i];
        }
        double[][] rotors = new double[vehicle.rotors()][3];
        for (int rotor = 0; rotor < rotors.length; rotor++) {
            for (int i = 0; i < 3; i++) {
                rotors[rotor][i] = vehicle.rotorPositionM()[rotor][i] - c[i];
            }
        }
        return new QuadrotorParameters(
                vehicle.name(),
                vehicle.massKg() + massKg,
                vehicle.gravityMPerS2(),
                inertia,
                inverse(inertia),
                rotors,
                vehicle.thrustDirection(),
                vehicle.torqueDirection(),
                vehicle.thrustCoefficients(),
                vehicle.torqueConstantM(),
                vehicle.risingTimeS(),
                vehicle.fallingTimeS(),
                vehicle.rotorMin(),
                vehicle.rotorMax());
    }

    /** c, body axes. */
    public double[] shiftM(QuadrotorParameters vehicle) {
        double share = massKg / (vehicle.massKg() + massKg);
        return new double[] {share * positionM[0], share * positionM[1], share * positionM[2]};
    }

    /**
     * Moves position and velocity from one point of a body to another: p + R d, v + R (ω × d).
     *
     * @param d from the one point to the other, body axes
     */
    @HotPath
    public static void move(QuadrotorState state, double[] d, double[] scratch) {
        double[] x = state.values;
        Quaternion.toWorld(x, QuadrotorState.ORIENTATION, d, scratch);
        for (int i = 0; i < 3; i++) {
            x[QuadrotorState.POSITION + i] += scratch[i];
        }
        double wx = x[QuadrotorState.BODY_RATE];
        double wy = x[QuadrotorState.BODY_RATE + 1];
        double wz = x[QuadrotorState.BODY_RATE + 2];
        scratch[0] = wy * d[2] - wz * d[1];
        scratch[1] = wz * d[0] - wx * d[2];
        scratch[2] = wx * d[1] - wy * d[0];
        Quaternion.toWorld(x, QuadrotorState.ORIENTATION, scratch, scratch);
        for (int i = 0; i < 3; i++) {
            x[QuadrotorState.VELOCITY + i] += scratch[i];
        }
    }

    private static void addSteiner(double[] inertia, double massKg, double[] a) {
        double square = a[0] * a[0] + a[1] * a[1] + a[2] * a[2];
        for (int i = 0; i < 3; i++) {
            inertia[4 * i] += massKg * square;
            for (int j = 0; j < 3; j++) {
                inertia[3 * i + j] -= massKg * a[i] * a[j];
            }
        }
    }

    private static double[] inverse(double[] m) {
        double c0 = m[4] * m[8] - m[5] * m[7];
        double c1 = m[5] * m[6] - m[3] * m[8];
        double c2 = m[3] * m[7] - m[4] * m[6];
        double determinant = m[0] * c0 + m[1] * c1 + m[2] * c2;
        return new double[] {
            c0 / determinant,
            (m[2] * m[7] - m[1] * m[8]) / determinant,
            (m[1] * m[5] - m[2] * m[4]) / determinant,
            c1 / determinant,
            (m[0] * m[8] - m[2] * m[6]) / determinant,
            (m[2] * m[3] - m[0] * m[5]) / determinant,
            c2 / determinant,
            (m[1] * m[6] - m[0] * m[7]) / determinant,
            (m[0] * m[4] - m[1] * m[3]) / determinant
        };
    }
}
