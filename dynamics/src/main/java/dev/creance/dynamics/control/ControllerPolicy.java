package dev.creance.dynamics.control;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import java.util.Arrays;

/**
 * A controller that runs in a policy's place, so that one can be measured against the other. It observes the sensors and the
 * reference as they are; its action is the command. Like a network it sees and says float32, and it is not asked for what a value
 * that is not finite would make of it.
 */
public final class ControllerPolicy implements Policy {
    private final String name;
    private final Controller controller;
    private final double[] measured;
    private final double[] reference;
    private final double[] command;

    /** @param controller of all channels of these layouts */
    public ControllerPolicy(String name, Controller controller, Layout sensors, Layout reference, Layout commands) {
        this.name = name;
        this.controller = controller;
        this.measured = new double[sensors.size()];
        this.reference = new double[reference.size()];
        this.command = new double[commands.size()];
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int observationSize() {
        return measured.length + reference.length;
    }

    @Override
    public int actionSize() {
        return command.length;
    }

    @Override
    @HotPath
    public void observe(Frame sensors, Frame reference, float[] observationOut) {
        for (int i = 0; i < measured.length; i++) {
            observationOut[i] = value(sensors, i);
        }
        for (int i = 0; i < this.reference.length; i++) {
            observationOut[measured.length + i] = value(reference, i);
        }
    }

    private static float value(Frame frame, int i) {
        return frame.isValid(i) ? (float) frame.values[i] : Float.NaN;
    }

    @Override
    @HotPath
    public PolicyStatus infer(float[] observation, float[] actionOut) {
        if (!take(observation, 0, measured) || !take(observation, measured.length, reference)) {
            Arrays.fill(actionOut, Float.NaN);
            return PolicyStatus.NON_FINITE;
        }
        controller.control(measured, reference, command);
        boolean finite = true;
        for (int i = 0; i < command.length; i++) {
            actionOut[i] = (float) command[i];
            finite &= Float.isFinite(actionOut[i]);
        }
        return finite ? PolicyStatus.OK : PolicyStatus.NON_FINITE;
    }

    private static boolean take(float[] observation, int from, double[] out) {
        boolean finite = true;
        for (int i = 0; i < out.length; i++) {
            out[i] = observation[from + i];
            finite &= Float.isFinite(observation[from + i]);
        }
        return finite;
    }

    @Override
    @HotPath
    public void command(float[] action, double[] commandOut) {
        for (int i = 0; i < command.length; i++) {
            commandOut[i] = action[i];
        }
    }

    @Override
    @HotPath
    public void acted(float[] action, double[] executed) {
        // the controllers' own state follows from what they see
    }

    @Override
    public void reset() {
        controller.reset();
    }

    @Override
    public void close() {
        // it holds nothing
    }
}
