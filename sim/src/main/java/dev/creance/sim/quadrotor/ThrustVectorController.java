package dev.creance.sim.quadrotor;

import dev.creance.dynamics.Quaternion;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;

/**
 * Makes a quadrotor accelerate as wanted: turns its thrust axis to f* = a* − g and sets the thrust to the part of f* along the
 * axis it has. The yaw rate is held at zero. Reads attitude, gyro and its own model of the rotors; nominal parameters.
 *
 * <pre>
 * e = z × R(q)ᵀ f* / |f*|       ω* = k_R e       τ = J k_ω (ω* − ω)
 * </pre>
 */
@HotPath
final class ThrustVectorController {
    /** Attitude, 1/s; a third of what the rates achieve. */
    private static final double ATTITUDE_GAIN = 7;

    /** Roll and pitch rates, 1/s: with rotors that follow in 30 ms the pair is damped with 0.65. */
    private static final double RATE_GAIN = 20;

    /** Yaw rate, 1/s: the rotors have twenty times less torque about this axis. */
    private static final double YAW_GAIN = 4;

    private static final double MAX_RATE_RAD_PER_S = 6;

    private final QuadrotorParameters nominal;
    private final Mixer mixer;
    private final RotorModel rotors;
    private final double[] axis = new double[3];
    private final double[] thrustN;

    ThrustVectorController(QuadrotorParameters nominal, RotorModel rotors) {
        this.nominal = nominal;
        this.rotors = rotors;
        mixer = new Mixer(nominal);
        thrustN = new double[nominal.rotors()];
    }

    /**
     * Writes the throttles.
     *
     * @param orientation w-x-y-z, body to world, from index 0
     * @param measured the gyro is read from it
     * @param accelerationMPerS2 wanted, world axes
     * @param strength thrust that the rotors really give over what their model says
     */
    void command(double[] orientation, double[] measured, double[] accelerationMPerS2, double strength, double[] out) {
        for (int i = 0; i < 3; i++) {
            axis[i] = accelerationMPerS2[i] - nominal.gravityMPerS2()[i];
        }
        double length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
        Quaternion.toBody(orientation, 0, axis, axis);
        double errorX = -axis[1] / length;
        double errorY = axis[0] / length;
        double sine = Math.sqrt(errorX * errorX + errorY * errorY);
        if (axis[2] < 0 && sine > 0) {
            // beyond 90 degrees the error must not shrink again
            errorX /= sine;
            errorY /= sine;
        }
        double[] j = nominal.inertiaKgM2();
        double rollNm = j[0] * RATE_GAIN * (rate(errorX) - measured[QuadrotorChannels.GYRO]);
        double pitchNm = j[4] * RATE_GAIN * (rate(errorY) - measured[QuadrotorChannels.GYRO + 1]);
        double yawNm = -j[8] * YAW_GAIN * measured[QuadrotorChannels.GYRO + 2];
        mixer.mix(
                Math.max(0, nominal.massKg() * axis[2]) / strength,
                rollNm / strength,
                pitchNm / strength,
                yawNm / strength,
                thrustN);
        for (int i = 0; i < thrustN.length; i++) {
            out[i] = rotors.lead(i, thrustN[i]);
        }
    }

    private static double rate(double error) {
        return Math.max(-MAX_RATE_RAD_PER_S, Math.min(MAX_RATE_RAD_PER_S, ATTITUDE_GAIN * error));
    }
}
