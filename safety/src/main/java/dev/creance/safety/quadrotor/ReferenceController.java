package dev.creance.safety.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The backup's controller as something that a policy may go on top of: it flies to where the reference is. Unlike the backup it sees
 * the sensors as they are, and is asked as often as the policy.
 *
 * <pre>{@code
 * base: {controller: reference, clip: [0, 1]}
 * }</pre>
 */
public final class ReferenceController implements Policy {
    /** What manifests call it. */
    public static final String NAME = "reference";

    private static final int STATE = QuadrotorChannels.ACCEL;
    private static final int ROTORS_AT = STATE;
    private static final int GOAL_AT = ROTORS_AT + Airframe.ROTORS;
    private static final int SIZE = GOAL_AT + 3;

    private final BackupController controller;
    private final VehicleState state = new VehicleState();
    private final BackupGoal goal = new BackupGoal();
    private final double[] throttle = new double[Airframe.ROTORS];

    private ReferenceController(QuadrotorShieldSettings settings, QuadrotorParameters parameters) {
        Airframe airframe = new Airframe(parameters, settings.motorMin(), settings.motorMax());
        this.controller = new BackupController(airframe, BackupGains.of(settings));
        goal.holdHorizontal = true;
        goal.holdVertical = true;
    }

    /** By the name that manifests call it. */
    public static Map<String, Supplier<Policy>> of(QuadrotorShieldSettings settings, QuadrotorParameters parameters) {
        return Map.of(NAME, () -> new ReferenceController(settings, parameters));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int observationSize() {
        return SIZE;
    }

    @Override
    public int actionSize() {
        return Airframe.ROTORS;
    }

    @Override
    @HotPath
    public void observe(Frame sensors, Frame reference, float[] observationOut) {
        for (int i = 0; i < STATE; i++) {
            observationOut[i] = value(sensors, i);
        }
        for (int i = 0; i < Airframe.ROTORS; i++) {
            observationOut[ROTORS_AT + i] = value(sensors, QuadrotorChannels.ROTOR + i);
        }
        for (int i = 0; i < 3; i++) {
            observationOut[GOAL_AT + i] = (float) reference.values[QuadrotorChannels.REFERENCE_POSITION + i];
        }
    }

    private static float value(Frame sensors, int i) {
        return sensors.isValid(i) ? (float) sensors.values[i] : Float.NaN;
    }

    @Override
    public PolicyStatus infer(float[] observation, float[] actionOut) {
        boolean finite = true;
        for (float value : observation) {
            finite &= Float.isFinite(value);
        }
        if (!finite) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.NON_FINITE;
        }
        see(observation);
        controller.command(state, goal, throttle);
        for (int i = 0; i < throttle.length; i++) {
            actionOut[i] = (float) throttle[i];
        }
        return PolicyStatus.OK;
    }

    private void see(float[] from) {
        state.px = from[QuadrotorChannels.POSITION];
        state.py = from[QuadrotorChannels.POSITION + 1];
        state.pz = from[QuadrotorChannels.POSITION + 2];
        state.qw = from[QuadrotorChannels.ORIENTATION];
        state.qx = from[QuadrotorChannels.ORIENTATION + 1];
        state.qy = from[QuadrotorChannels.ORIENTATION + 2];
        state.qz = from[QuadrotorChannels.ORIENTATION + 3];
        state.vx = from[QuadrotorChannels.VELOCITY];
        state.vy = from[QuadrotorChannels.VELOCITY + 1];
        state.vz = from[QuadrotorChannels.VELOCITY + 2];
        state.wx = from[QuadrotorChannels.GYRO];
        state.wy = from[QuadrotorChannels.GYRO + 1];
        state.wz = from[QuadrotorChannels.GYRO + 2];
        for (int i = 0; i < Airframe.ROTORS; i++) {
            state.rotor[i] = from[ROTORS_AT + i];
        }
        goal.holdXM = from[GOAL_AT];
        goal.holdYM = from[GOAL_AT + 1];
        goal.holdZM = from[GOAL_AT + 2];
    }

    @Override
    @HotPath
    public void command(float[] action, double[] commandOut) {
        for (int i = 0; i < Airframe.ROTORS; i++) {
            commandOut[i] = action[i];
        }
    }

    @Override
    @HotPath
    public void acted(float[] action, double[] executed) {
        // it remembers nothing
    }

    @Override
    public void reset() {
        // it remembers nothing
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
