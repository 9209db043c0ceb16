package dev.creance.safety.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ACCEL;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.GYRO;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.SentCommands;

/**
 * Stage 1b: the state at the time this tick's command acts. An accepted frame is carried over its age and over the way to the
 * device (half the round trip), under the commands that act in that time, which are those sent half a round trip before;
 * without a frame, the last estimate flies on. The radius grows
 * with that time:
 *
 * <pre>
 * r_v = e_v + e_a t        r_p = e_p + e_v t + ½ e_a t²
 * </pre>
 *
 * Wind is what the accelerometer feels beyond the rotors, low-pass filtered: d' = (R (f − e_z T/m) − d) / τ_d.
 */
@HotPath
final class StateEstimator {
    private static final long STEP_NS = 1_000_000;

    /** No further ahead than this: beyond it the model says nothing any more. */
    private static final long LONGEST_NS = 250_000_000;

    private final Airframe airframe;
    private final FlightModel model;
    private final double windS;
    private final double positionErrorM;
    private final double velocityErrorMPerS;
    private final double accelerationErrorMPerS2;
    private final StateEstimate estimate = new StateEstimate();

    private final RateWatch rates = new RateWatch();
    private final SentCommands sent = new SentCommands(Airframe.ROTORS);

    /** Host time that {@link #estimate} stands for. */
    private long carriedToNs;

    private long takenAtNs;
    private boolean gyroWrong;
    private long sampleNs;

    StateEstimator(Airframe airframe, QuadrotorShieldSettings settings) {
        this.airframe = airframe;
        this.model = new FlightModel(airframe, STEP_NS * 1e-9);
        this.windS = settings.value(QuadrotorSetting.WIND_TIME);
        this.positionErrorM = settings.value(QuadrotorSetting.POSITION_ERROR);
        this.velocityErrorMPerS = settings.value(QuadrotorSetting.VELOCITY_ERROR);
        this.accelerationErrorMPerS2 = settings.value(QuadrotorSetting.ACCELERATION_ERROR);
    }

    StateEstimate estimate() {
        return estimate;
    }

    /** Remembers what was emitted in a tick. */
    void sent(long nowNs, double[] command) {
        sent.add(nowNs, command);
    }

    /**
     * Brings the estimate to the time at which this tick's command acts.
     *
     * @param accepted whether the frame of this tick is to be used
     * @param sampledAtNs when the newest accepted sample was taken, on our clock
     * @param airborne whether nothing but air holds the vehicle
     */
    void update(TickInputs in, boolean accepted, long sampledAtNs, boolean airborne) {
        if (accepted) {
            adopt(in.sensors, airborne);
            estimate.known = true;
            carriedToNs = sampledAtNs;
            takenAtNs = sampledAtNs;
        }
        if (!estimate.known) {
            return;
        }
        long wayNs = Math.max(0, in.device.roundTripNs) / 2;
        long toNs = Math.min(in.nowNs + wayNs, takenAtNs + LONGEST_NS);
        while (carriedToNs + STEP_NS / 2 <= toNs) {
            // On the ground the vehicle stays where it is; the model knows no ground.
            if (airborne) {
                model.step(sent.at(carriedToNs - wayNs), estimate.state);
            }
            carriedToNs += STEP_NS;
        }
        double aheadS = Math.max(0, in.nowNs + wayNs - takenAtNs) * 1e-9;
        estimate.velocityRadiusMPerS = velocityErrorMPerS + accelerationErrorMPerS2 * aheadS;
        estimate.positionRadiusM =
                positionErrorM + aheadS * (velocityErrorMPerS + 0.5 * accelerationErrorMPerS2 * aheadS);
    }

    /** Whether the newest frame's gyro does not agree with how the orientation turns; the estimate goes by the latter then. */
    boolean isGyroWrong() {
        return gyroWrong;
    }

    /** What a frame says of the state; what it does not say stays as it is estimated. */
    void read(double[] v, VehicleState out) {
        out.copyFrom(estimate.state);
        motion(v, out);
    }

    private static void motion(double[] v, VehicleState s) {
        s.px = v[POSITION];
        s.py = v[POSITION + 1];
        s.pz = v[POSITION + 2];
        double length = Math.sqrt(v[ORIENTATION] * v[ORIENTATION]
                + v[ORIENTATION + 1] * v[ORIENTATION + 1]
                + v[ORIENTATION + 2] * v[ORIENTATION + 2]
                + v[ORIENTATION + 3] * v[ORIENTATION + 3]);
        s.qw = v[ORIENTATION] / length;
        s.qx = v[ORIENTATION + 1] / length;
        s.qy = v[ORIENTATION + 2] / length;
        s.qz = v[ORIENTATION + 3] / length;
        s.vx = v[VELOCITY];
        s.vy = v[VELOCITY + 1];
        s.vz = v[VELOCITY + 2];
        s.wx = v[GYRO];
        s.wy = v[GYRO + 1];
        s.wz = v[GYRO + 2];
    }

    private void adopt(Frame frame, boolean airborne) {
        double[] v = frame.values;
        VehicleState s = estimate.state;
        motion(v, s);
        for (int i = 0; i < Airframe.ROTORS; i++) {
            if (frame.isValid(ROTOR + i)) {
                s.rotor[i] = v[ROTOR + i];
            }
        }
        double sinceS = (frame.sampleNs - sampleNs) * 1e-9;
        sampleNs = frame.sampleNs;
        gyroWrong = rates.look(s, sinceS);
        if (gyroWrong) {
            s.wx = rates.rate[0];
            s.wy = rates.rate[1];
            s.wz = rates.rate[2];
        }
        if (airborne) {
            feelWind(v, sinceS < windS ? sinceS / windS : 1);
        } else {
            s.ax = 0;
            s.ay = 0;
            s.az = 0;
        }
    }

    private void feelWind(double[] v, double share) {
        VehicleState s = estimate.state;
        double thrust = 0;
        for (int i = 0; i < Airframe.ROTORS; i++) {
            thrust += airframe.thrustN(i, s.rotor[i]);
        }
        double fx = v[ACCEL];
        double fy = v[ACCEL + 1];
        double fz = v[ACCEL + 2] - thrust / airframe.massKg;
        double dx = (1 - 2 * (s.qy * s.qy + s.qz * s.qz)) * fx
                + 2 * (s.qx * s.qy - s.qw * s.qz) * fy
                + 2 * (s.qx * s.qz + s.qw * s.qy) * fz;
        double dy = 2 * (s.qx * s.qy + s.qw * s.qz) * fx
                + (1 - 2 * (s.qx * s.qx + s.qz * s.qz)) * fy
                + 2 * (s.qy * s.qz - s.qw * s.qx) * fz;
        double dz = 2 * (s.qx * s.qz - s.qw * s.qy) * fx
                + 2 * (s.qy * s.qz + s.qw * s.qx) * fy
                + (1 - 2 * (s.qx * s.qx + s.qy * s.qy)) * fz;
        s.ax += share * (dx - s.ax);
        s.ay += share * (dy - s.ay);
        s.az += share * (dz - s.az);
    }
}
