package dev.creance.dynamics.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorState.BODY_RATE;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorState.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorState.VELOCITY;

import dev.creance.runtime.HotPath;

/**
 * A rigid body with first-order rotors, integrated by classic Runge-Kutta steps: the models {@code l2f} (Eschmann et al.,
 * arXiv 2311.13081) and {@code l2f2} (arXiv 2509.11481), which differ in their parameters only.
 *
 * <pre>
 * thrust_i = c0 + c1 s_i + c2 s_i²
 * T = Σ thrust_i d_i            τ = Σ ( k_i thrust_i e_i + r_i × thrust_i d_i )        body axes
 * p' = v                        q' = ½ q ⊗ (0, ω)
 * v' = R(q) T / m + g + F / m   ω' = J⁻¹ (τ − ω × J ω) + J⁻¹ M
 * s_i' = (set_i − s_i) / τ_i    τ_i the rising time constant where set_i ≥ s_i, else the falling one
 * </pre>
 *
 * The quaternion is normalised and the rotor states are clamped after a step, not inside its stages, as in the originals. No
 * drag, ground or gyroscopic rotor term. Allocation-free after construction; not thread-safe.
 */
public final class QuadrotorDynamics {
    private final int rotors;
    private final QuadrotorParameters parameters;
    private double massKg;
    private final double[] gravity;
    private final double[] inertia;
    private final double[] inertiaInverse;
    private final Rotor[] rotor;
    private final double rotorMin;
    private final double rotorMax;

    private final double[] throttleSetPoint;
    private final double[] k1;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private final double[] stage;
    private final double[] thrust = new double[3];
    private final double[] torque = new double[3];
    private final double[] forceN = new double[3];
    private final double[] torqueNm = new double[3];
    private final ConstantLoads constant = new ConstantLoads();

    /** One rotor's constants, flat, so that the inner loop does not chase arrays. */
    private record Rotor(
            double positionX,
            double positionY,
            double positionZ,
            double directionX,
            double directionY,
            double directionZ,
            double torqueX,
            double torqueY,
            double torqueZ,
            double c0,
            double c1,
            double c2,
            double torqueConstantM,
            double risingS,
            double fallingS) {

        static Rotor of(QuadrotorParameters p, int i) {
            double[] r = p.rotorPositionM()[i];
            double[] d = p.thrustDirection()[i];
            double[] e = p.torqueDirection()[i];
            double[] c = p.thrustCoefficients()[i];
            double rising = p.risingTimeS()[i];
            double falling = p.fallingTimeS()[i];
            return new Rotor(
                    r[0],
                    r[1],
                    r[2],
                    d[0],
                    d[1],
                    d[2],
                    e[0],
                    e[1],
                    e[2],
                    c[0],
                    c[1],
                    c[2],
                    p.torqueConstantM()[i],
                    rising,
                    falling);
        }
    }

    public QuadrotorDynamics(QuadrotorParameters parameters) {
        this.parameters = parameters;
        rotors = parameters.rotors();
        massKg = parameters.massKg();
        gravity = parameters.gravityMPerS2().clone();
        inertia = parameters.inertiaKgM2().clone();
        inertiaInverse = parameters.inertiaInverse().clone();
        rotorMin = parameters.rotorMin();
        rotorMax = parameters.rotorMax();
        rotor = new Rotor[rotors];
        for (int i = 0; i < rotors; i++) {
            rotor[i] = Rotor.of(parameters, i);
        }
        int size = ROTOR + rotors;
        throttleSetPoint = new double[rotors];
        k1 = new double[size];
        k2 = new double[size];
        k3 = new double[size];
        k4 = new double[size];
        stage = new double[size];
    }

    /** Makes the vehicle heavier and slower to turn from now on, over what its parameters say. */
    @HotPath
    public void scale(double massFactor, double inertiaFactor) {
        massKg = massFactor * parameters.massKg();
        for (int i = 0; i < inertia.length; i++) {
            inertia[i] = inertiaFactor * parameters.inertiaKgM2()[i];
            inertiaInverse[i] = parameters.inertiaInverse()[i] / inertiaFactor;
        }
    }

    /**
     * Advances the state by one step under a constant force and torque.
     *
     * @param throttle normalised, per rotor; below 0 and NaN count as 0, above 1 as 1
     * @param forceN world axes
     * @param torqueNm body axes
     */
    @HotPath
    public void step(QuadrotorState state, double[] throttle, double[] forceN, double[] torqueNm, double dtS) {
        System.arraycopy(forceN, 0, constant.forceN, 0, 3);
        System.arraycopy(torqueNm, 0, constant.torqueNm, 0, 3);
        step(state, throttle, constant, dtS);
    }

    /** Advances the state by one step under loads that depend on the state. */
    @HotPath
    public void step(QuadrotorState state, double[] throttle, QuadrotorLoads loads, double dtS) {
        for (int i = 0; i < rotors; i++) {
            double u = throttle[i];
            throttleSetPoint[i] = rotorMin + (u >= 0 ? (u <= 1 ? u : 1) : 0) * (rotorMax - rotorMin);
        }
        stepTowards(state, throttleSetPoint, loads, dtS);
    }

    /** Advances the state by one step towards rotor set points that are in the unit of the rotor states and within range. */
    @HotPath
    public void stepTowards(QuadrotorState state, double[] setPoint, QuadrotorLoads loads, double dtS) {
        double[] x = state.values;
        derivative(x, setPoint, loads, k1);
        advance(x, k1, dtS / 2);
        derivative(stage, setPoint, loads, k2);
        advance(x, k2, dtS / 2);
        derivative(stage, setPoint, loads, k3);
        advance(x, k3, dtS);
        derivative(stage, setPoint, loads, k4);
        for (int i = 0; i < x.length; i++) {
            x[i] += (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) * (dtS / 6);
        }
        normalise(x);
        for (int i = ROTOR; i < x.length; i++) {
            double s = x[i];
            x[i] = s >= rotorMin ? (s <= rotorMax ? s : rotorMax) : rotorMin;
        }
    }

    /**
     * Time derivative of the state.
     *
     * @param setPoint rotor set points, in the unit of the rotor states
     */
    @HotPath
    public void derivative(double[] x, double[] setPoint, QuadrotorLoads loads, double[] out) {
        sumRotors(x);
        loads.evaluate(x, forceN, torqueNm);
        out[POSITION] = x[VELOCITY];
        out[POSITION + 1] = x[VELOCITY + 1];
        out[POSITION + 2] = x[VELOCITY + 2];
        orientationRate(x, out);
        acceleration(x, out);
        angularAcceleration(x, out);
        for (int i = 0; i < rotors; i++) {
            double s = x[ROTOR + i];
            double timeS = setPoint[i] >= s ? rotor[i].risingS : rotor[i].fallingS;
            out[ROTOR + i] = (setPoint[i] - s) / timeS;
        }
    }

    private void advance(double[] x, double[] rate, double dtS) {
        for (int i = 0; i < x.length; i++) {
            stage[i] = x[i] + dtS * rate[i];
        }
    }

    private void sumRotors(double[] x) {
        double fx = 0;
        double fy = 0;
        double fz = 0;
        double mx = 0;
        double my = 0;
        double mz = 0;
        for (int i = 0; i < rotors; i++) {
            Rotor r = rotor[i];
            double s = x[ROTOR + i];
            double magnitude = r.c0 + r.c1 * s + r.c2 * s * s;
            double ax = r.directionX * magnitude;
            double ay = r.directionY * magnitude;
            double az = r.directionZ * magnitude;
            double moment = magnitude * r.torqueConstantM;
            fx += ax;
            fy += ay;
            fz += az;
            mx += r.torqueX * moment + (r.positionY * az - r.positionZ * ay);
            my += r.torqueY * moment + (r.positionZ * ax - r.positionX * az);
            mz += r.torqueZ * moment + (r.positionX * ay - r.positionY * ax);
        }
        thrust[0] = fx;
        thrust[1] = fy;
        thrust[2] = fz;
        torque[0] = mx;
        torque[1] = my;
        torque[2] = mz;
    }

    private static void orientationRate(double[] x, double[] out) {
        double q0 = x[ORIENTATION];
        double q1 = x[ORIENTATION + 1];
        double q2 = x[ORIENTATION + 2];
        double q3 = x[ORIENTATION + 3];
        double wx = x[BODY_RATE];
        double wy = x[BODY_RATE + 1];
        double wz = x[BODY_RATE + 2];
        out[ORIENTATION] = 0.5 * (-q1 * wx - q2 * wy - q3 * wz);
        out[ORIENTATION + 1] = 0.5 * (q0 * wx + q2 * wz - q3 * wy);
        out[ORIENTATION + 2] = 0.5 * (q0 * wy + q3 * wx - q1 * wz);
        out[ORIENTATION + 3] = 0.5 * (q0 * wz + q1 * wy - q2 * wx);
    }

    // R(q) a = a + 2 q0 (qv × a) + 2 qv × (qv × a): exact for a unit quaternion, and what the originals compute for
    // others.
    private void acceleration(double[] x, double[] out) {
        double q0 = x[ORIENTATION];
        double q1 = x[ORIENTATION + 1];
        double q2 = x[ORIENTATION + 2];
        double q3 = x[ORIENTATION + 3];
        double cx = q2 * thrust[2] - q3 * thrust[1];
        double cy = q3 * thrust[0] - q1 * thrust[2];
        double cz = q1 * thrust[1] - q2 * thrust[0];
        double ax = thrust[0] + 2 * (q0 * cx + (q2 * cz - q3 * cy));
        double ay = thrust[1] + 2 * (q0 * cy + (q3 * cx - q1 * cz));
        double az = thrust[2] + 2 * (q0 * cz + (q1 * cy - q2 * cx));
        out[VELOCITY] = ax / massKg + gravity[0] + forceN[0] / massKg;
        out[VELOCITY + 1] = ay / massKg + gravity[1] + forceN[1] / massKg;
        out[VELOCITY + 2] = az / massKg + gravity[2] + forceN[2] / massKg;
    }

    private void angularAcceleration(double[] x, double[] out) {
        double wx = x[BODY_RATE];
        double wy = x[BODY_RATE + 1];
        double wz = x[BODY_RATE + 2];
        double[] j = inertia;
        double hx = j[0] * wx + j[1] * wy + j[2] * wz;
        double hy = j[3] * wx + j[4] * wy + j[5] * wz;
        double hz = j[6] * wx + j[7] * wy + j[8] * wz;
        double tx = torque[0] - (wy * hz - wz * hy) + torqueNm[0];
        double ty = torque[1] - (wz * hx - wx * hz) + torqueNm[1];
        double tz = torque[2] - (wx * hy - wy * hx) + torqueNm[2];
        double[] i = inertiaInverse;
        out[BODY_RATE] = i[0] * tx + i[1] * ty + i[2] * tz;
        out[BODY_RATE + 1] = i[3] * tx + i[4] * ty + i[5] * tz;
        out[BODY_RATE + 2] = i[6] * tx + i[7] * ty + i[8] * tz;
    }

    private static void normalise(double[] x) {
        double q0 = x[ORIENTATION];
        double q1 = x[ORIENTATION + 1];
        double q2 = x[ORIENTATION + 2];
        double q3 = x[ORIENTATION + 3];
        double length = Math.sqrt(q0 * q0 + q1 * q1 + q2 * q2 + q3 * q3);
        x[ORIENTATION] = q0 / length;
        x[ORIENTATION + 1] = q1 / length;
        x[ORIENTATION + 2] = q2 / length;
        x[ORIENTATION + 3] = q3 / length;
    }
}
