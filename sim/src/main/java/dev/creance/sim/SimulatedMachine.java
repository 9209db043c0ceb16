package dev.creance.sim;

import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import java.util.List;

/**
 * What is behind the link: a plant with its sensors, what its firmware does by itself, and the truth about it. Its owner leads it from
 * one period of the firmware's control to the next: first the firmware sets the actuators, by one of {@link #ready}, {@link #follow},
 * {@link #react} and {@link #idle}, then the plant moves, then the sensors measure. Allocation-free after construction; not thread-safe.
 *
 * <pre>{@code
 * machine.follow(measured, command, linked, actuators);
 * machine.step(actuators);
 * machine.measure(measured);
 * }</pre>
 */
public interface SimulatedMachine {
    /** What it measures. */
    Layout sensors();

    /** What it is commanded. */
    Layout commands();

    /** What its firmware sets: that which can fail. */
    Layout actuators();

    /**
     * Armed, but nobody asks for anything: the command in force is idle, or none.
     *
     * @param command zeros where there is none
     */
    @HotPath
    void ready(double[] measured, double[] command, boolean linked, double[] actuatorsInOut);

    /**
     * A command is in force.
     *
     * @param measured by the sensors at the end of the last period
     * @param linked whether what comes over the link besides commands, such as the fixes of a positioning system, gets through
     * @param actuatorsInOut what the firmware set for the last period; what it sets for the next
     */
    @HotPath
    void follow(double[] measured, double[] command, boolean linked, double[] actuatorsInOut);

    /**
     * No command is in force any more: the firmware brings the machine to rest by itself.
     *
     * @param resumable whether a fresh command may still take over
     * @param expiredForS time since commands expired
     * @return whether it is at rest and its actuators have been switched off
     */
    @HotPath
    boolean react(double[] measured, boolean resumable, double expiredForS, double[] actuatorsInOut);

    /** The actuators are off. */
    @HotPath
    void idle(double[] measured, boolean linked, double[] actuatorsOut);

    /** One period of the control passes with the actuators held; every sub-step is judged. */
    @HotPath
    void step(double[] actuators);

    /** What the sensors say now. */
    @HotPath
    void measure(double[] measuredOut);

    /** Which channels of what the firmware goes by from now on are of now; of the others it has the last there was. All, unless it is told. */
    @HotPath
    default void valid(long channelBits) {}

    /** Changes the plant until it is called again; nothing happens where {@code what} does not concern it. */
    @HotPath
    void disturb(Disturbance what, double[] size);

    /** Whether it truly stands still now. */
    @HotPath
    boolean standsStill();

    /** How many numbers its true state has. */
    int states();

    /** The true state, as its dynamics order it; an arm's positions before its velocities. */
    void state(double[] out);

    /** Puts it into another true state, as nothing but a test can. What is judged is what follows. */
    void place(double[] state);

    /**
     * Who is to be told what the shield decides.
     *
     * @param margins of the shield
     */
    DecisionObserver observer(List<Channel> margins);

    /** What truly happened so far. */
    TruthSummary truth();
}
