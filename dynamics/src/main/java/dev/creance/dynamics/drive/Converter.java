package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;

/**
 * The switches between a supply and a machine: which voltages an action makes, each over the supply's. The action holds over
 * one step. Pure functions of their arguments, but for the scratch space of a {@link ConverterGroup}.
 *
 * <p>A continuous converter takes duty cycles and gives the mean over the step, the effect of dead time in it. A finite one
 * takes the number of a switching state; where legs switch over, both of their switches are off for the dead time, and the
 * sign of the current decides the voltage.
 */
public sealed interface Converter permits ContinuousConverter, FiniteConverter, ConverterGroup {
    /** Whether it takes a duty cycle per output; else numbers of switching states. */
    boolean isContinuous();

    /** Length of an action. */
    int actions();

    /** How many voltages come out. */
    int outputs();

    /** Least value of one element of an action. */
    double leastAction(int index);

    /** Greatest value of one element of an action. */
    double greatestAction(int index);

    /** How long legs that switch over are off at the start of a step, s; 0 where the mean counts it already. */
    double deadTimeS();

    /**
     * The voltages of an action.
     *
     * @param currentA out of each output, at the time when the action begins to act
     * @param voltageOut over the supply's
     */
    @HotPath
    void convert(double[] action, double[] currentA, double[] voltageOut);

    /** The voltages while legs switch over from one action to the next; those of {@link #convert} where none does. */
    @HotPath
    void switchOver(double[] previous, double[] action, double[] currentA, double[] voltageOut);
}
