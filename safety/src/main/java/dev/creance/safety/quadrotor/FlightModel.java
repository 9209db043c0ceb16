package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * Predicts the vehicle over one fixed step, to second order in the step: the equations of the plant, written a second time so
 * that the shield does not lean on the simulator's code. Rotors follow their first-order lag exactly.
 *
 * <pre>
 * s⁺ = set + (s − set) e^(−dt/τ)      T, τ from the rotor states at mid-step
 * ω⁺ = ω + dt J⁻¹ (τ − ω × J ω)       q⁺ = q ⊗ (1, ½ ω_mid dt), normalised
 * v⁺ = v + dt (R_mid T/m + g + d)     p⁺ = p + ½ dt (v + v⁺)
 * </pre>
 */
@HotPath
final class FlightModel {
    private final Airframe airframe;
    private final double stepS;
    private final double[] risingHalf = new double[Airframe.ROTORS];
    private final double[] fallingHalf = new double[Airframe.ROTORS];

    FlightModel(Airframe airframe, double stepS) {
        this.airframe = airframe;
        this.stepS = stepS;
        for (int i = 0; i < Airframe.ROTORS; i++) {
            risingHalf[i] = StrictMath.exp(-0.5 * stepS / airframe.risingS[i]);
            fallingHalf[i] = StrictMath.exp(-0.5 * stepS / airframe.fallingS[i]);
        }
    }

    double stepS() {
        return stepS;
    }

    /**
     * Advances the state by one step.
     *
     * @param throttle normalised set points within 0…1, held over the step
     * @param state modified
     */
    void step(double[] throttle, VehicleState state) {
        double thrust = 0;
        double mx = 0;
        double my = 0;
        double mz = 0;
        for (int i = 0; i < Airframe.ROTORS; i++) {
            double set = throttle[i];
            double decay = set >= state.rotor[i] ? risingHalf[i] : fallingHalf[i];
            double mid = set + (state.rotor[i] - set) * decay;
            double f = airframe.thrustN(i, mid);
            thrust += f;
            mx += airframe.momentPerN[0][i] * f;
            my += airframe.momentPerN[1][i] * f;
            mz += airframe.momentPerN[2][i] * f;
            state.rotor[i] = set + (mid - set) * decay;
        }
        double wx = state.wx;
        double wy = state.wy;
        double wz = state.wz;
        turn(mx, my, mz, state);
        double upX = state.upX();
        double upY = state.upY();
        double upZ = state.upZ();
        rotate(0.5 * (wx + state.wx), 0.5 * (wy + state.wy), 0.5 * (wz + state.wz), state);
        double perMass = 0.5 * thrust / airframe.massKg;
        double vx = state.vx;
        double vy = state.vy;
        double vz = state.vz;
        state.vx += stepS * (perMass * (upX + state.upX()) + state.ax);
        state.vy += stepS * (perMass * (upY + state.upY()) + state.ay);
        state.vz += stepS * (perMass * (upZ + state.upZ()) - airframe.gravityMPerS2 + state.az);
        state.px += 0.5 * stepS * (vx + state.vx);
        state.py += 0.5 * stepS * (vy + state.vy);
        state.pz += 0.5 * stepS * (vz + state.vz);
    }

    private void turn(double mx, double my, double mz, VehicleState s) {
        double[] j = airframe.inertia;
        double hx = j[0] * s.wx + j[1] * s.wy + j[2] * s.wz;
        double hy = j[3] * s.wx + j[4] * s.wy + j[5] * s.wz;
        double hz = j[6] * s.wx + j[7] * s.wy + j[8] * s.wz;
        double tx = mx - (s.wy * hz - s.wz * hy);
        double ty = my - (s.wz * hx - s.wx * hz);
        double tz = mz - (s.wx * hy - s.wy * hx);
        double[] i = airframe.inertiaInverse;
        s.wx += stepS * (i[0] * tx + i[1] * ty + i[2] * tz);
        s.wy += stepS * (i[3] * tx + i[4] * ty + i[5] * tz);
        s.wz += stepS * (i[6] * tx + i[7] * ty + i[8] * tz);
    }

    private void rotate(double wx, double wy, double wz, VehicleState s) {
        double hx = 0.5 * stepS * wx;
        double hy = 0.5 * stepS * wy;
        double hz = 0.5 * stepS * wz;
        double qw = s.qw - s.qx * hx - s.qy * hy - s.qz * hz;
        double qx = s.qx + s.qw * hx + s.qy * hz - s.qz * hy;
        double qy = s.qy + s.qw * hy + s.qz * hx - s.qx * hz;
        double qz = s.qz + s.qw * hz + s.qx * hy - s.qy * hx;
        double scale = 1 / Math.sqrt(qw * qw + qx * qx + qy * qy + qz * qz);
        s.qw = qw * scale;
        s.qx = qx * scale;
        s.qy = qy * scale;
        s.qz = qz * scale;
    }
}
