package dev.creance.safety.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ACCEL;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.GYRO;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ORIENTATION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.runtime.HotPath;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.logic.Prediction;

/**
 * Flies a command for a tick and then the braking backup ahead, as {@link Certificate} does, on {@link FlightModel} in the wind that
 * is estimated. Between two steps the later one's sample is shown. On the ground, which the model does not know, the vehicle stays
 * where it is. What an accelerometer or a battery will say is not known.
 */
@HotPath
final class FlightPrediction implements Prediction {
    /** As the certificate's. */
    private static final double STEP_S = 0.002;

    private static final double STEP_NS = 250;

    private final StateEstimate estimate;
    private final GroundWatch ground;
    private final CommandProjection projection;
    private final BackupController backup;
    private final FlightModel oneTick;
    private final FlightModel model;
    private final int stepTicks;
    private final int sensors;
    private final BackupGoal brake = new BackupGoal();
    private final VehicleState flight = new VehicleState();
    private final double[] throttle = new double[Airframe.ROTORS];
    private final double[] last = new double[Airframe.ROTORS];
    private int flown;

    FlightPrediction(
            Airframe airframe,
            BackupGains gains,
            StateEstimate estimate,
            GroundWatch ground,
            CommandProjection projection,
            double tickS,
            int sensors) {
        this.estimate = estimate;
        this.ground = ground;
        this.projection = projection;
        this.sensors = sensors;
        backup = new BackupController(airframe, gains);
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
        flight.copyFrom(estimate.state);
        flown = 0;
    }

    @Override
    public void apply(double[] action, double[] sampleOut) {
        fly(oneTick, action, sampleOut);
    }

    @Override
    public void follow(double[] sampleOut) {
        if (flown++ % stepTicks != 0) {
            return;
        }
        if (ground.isAirborne()) {
            backup.command(flight, brake, throttle);
        } else {
            for (int i = 0; i < Airframe.ROTORS; i++) {
                throttle[i] = projection.least(i);
            }
        }
        projection.limitSlew(last, model.stepS(), throttle);
        fly(model, throttle, sampleOut);
    }

    private void fly(FlightModel step, double[] command, double[] sampleOut) {
        if (ground.isAirborne()) {
            step.step(command, flight);
        }
        System.arraycopy(command, 0, last, 0, last.length);
        show(sampleOut);
        System.arraycopy(command, 0, sampleOut, sensors, command.length);
    }

    private void show(double[] out) {
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
