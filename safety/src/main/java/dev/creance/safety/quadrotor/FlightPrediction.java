package dev.creance.safety.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ACCEL;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.GYRO;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.runtime.HotPath;
import dev.creance.safety.BackupMode;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.logic.Prediction;

/**
 * Flies ahead on {@link FlightModel}, in the wind that is estimated: under a command for a tick, and with a {@link BackupPilot} of its own,
 * which begins to brake where someone else has flown, and else goes on from what the shield's is about. Between two steps the later
 * one's sample is shown. On the ground, which the model does not know, the vehicle stays where it is. What an accelerometer or a
 * battery will say is not known.
 */
@HotPath
final class FlightPrediction implements Prediction {
    /** Rests come out within millimetres; tilt up to 0.07 rad short of the truth. */
    private static final double STEP_S = 0.004;

    private static final double STEP_NS = 150;

    private final Now now;
    private final CommandProjection projection;
    private final BackupPilot pilot;
    private final FlightModel oneTick;
    private final FlightModel model;
    private final int stepTicks;
    private final int sensors;
    private final StateEstimate ahead = new StateEstimate();
    private final double[] throttle = new double[Airframe.ROTORS];
    private final double[] last = new double[Airframe.ROTORS];
    private int flown;

    /**
     * Where the vehicle is when this tick's command acts.
     *
     * @param sent the last emitted command
     */
    record Now(StateEstimate estimate, GroundWatch ground, BackupPilot pilot, double[] sent) {}

    /**
     * @param pilot of its own
     * @param sensors how many channels of a sample are the frame's
     */
    FlightPrediction(
            Airframe airframe, Now now, BackupPilot pilot, CommandProjection projection, double tickS, int sensors) {
        this.now = now;
        this.pilot = pilot;
        this.projection = projection;
        this.sensors = sensors;
        stepTicks = Math.max(1, (int) Math.floor(STEP_S / tickS + 1e-9));
        oneTick = new FlightModel(airframe, tickS);
        model = new FlightModel(airframe, stepTicks * tickS);
    }

    @Override
    public boolean knows(int channel) {
        return channel < ACCEL || (channel >= ROTOR && channel < ROTOR + Airframe.ROTORS) || channel >= sensors;
    }

    @Override
    public int stepTicks() {
        return stepTicks;
    }

    @Override
    public double stepNs() {
        return STEP_NS;
    }

    @Override
    public void begin() {
        ahead.state.copyFrom(now.estimate.state);
        ahead.clockS = now.estimate.clockS;
        System.arraycopy(now.sent, 0, last, 0, last.length);
        pilot.goOnFrom(now.pilot);
        flown = 0;
    }

    @Override
    public void apply(double[] action, double[] sampleOut) {
        pilot.release();
        fly(oneTick, action, sampleOut);
    }

    @Override
    public void follow(double[] sampleOut) {
        if (flown++ % stepTicks != 0) {
            return;
        }
        pilot.command(now.ground.isAirborne() ? BackupMode.HOLD : BackupMode.IDLE, ahead, throttle);
        projection.limitSlew(last, model.stepS(), throttle);
        fly(model, throttle, sampleOut);
    }

    private void fly(FlightModel step, double[] command, double[] sampleOut) {
        if (now.ground.isAirborne()) {
            step.step(command, ahead.state);
            ahead.clockS += step.stepS();
        }
        System.arraycopy(command, 0, last, 0, last.length);
        show(ahead.state, sampleOut);
        System.arraycopy(command, 0, sampleOut, sensors, command.length);
    }

    private static void show(VehicleState flight, double[] out) {
        out[POSITION] = flight.px;
        out[POSITION + 1] = flight.py;
        out[POSITION + 2] = flight.pz;
        out[ORIENTATION] = flight.qw;
        out[ORIENTATION + 1] = flight.qx;
        out[ORIENTATION + 2] = flight.qy;
        out[ORIENTATION + 3] = flight.qz;
        out[VELOCITY] = flight.vx;
        out[VELOCITY + 1] = flight.vy;
        out[VELOCITY + 2] = flight.vz;
        out[GYRO] = flight.wx;
        out[GYRO + 1] = flight.wy;
        out[GYRO + 2] = flight.wz;
        System.arraycopy(flight.rotor, 0, out, ROTOR, Airframe.ROTORS);
    }
}
