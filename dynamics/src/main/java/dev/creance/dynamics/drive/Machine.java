package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * The electrical side of a rotating machine: what its currents do under a voltage, and the torque they make. Its state is one
 * array, the mechanical speed first; the offsets of the rest are constants of each machine.
 *
 * <p>A converter feeds {@link #terminals()} voltages; the equations run on {@link #windings()} voltages in axes of their own,
 * which {@link #windingVoltages} gives. Implementations hold parameters alone and are safe between threads.
 */
public sealed interface Machine permits DirectCurrentMachine, SynchronousMachine, InductionMachine {
    /** Offset of the mechanical speed, rad/s, in the state of every machine. */
    int OMEGA = 0;

    /** Names of the state, in order, as gym-electric-motor calls them: {@code omega}, then currents, fluxes, angle. */
    List<String> states();

    /** How many voltages the converter has to supply. */
    int terminals();

    /** How many voltages the equations take. */
    int windings();

    /** Pairs of poles; 0 where the machine has no rotating field. */
    int polePairs();

    /** Torque on the shaft, Nm. */
    @HotPath
    double torqueNm(double[] x);

    /** Heat in all windings, W, with their resistances scaled. */
    @HotPath
    double copperLossW(double[] x, double resistanceFactor);

    /** Current out of each output of the converter, A. */
    @HotPath
    void terminalCurrents(double[] x, double[] amperesOut);

    /** The voltages the equations take, from those at the terminals, V. */
    @HotPath
    void windingVoltages(double[] x, double[] terminalV, double[] windingVOut);

    /**
     * Time derivative of all states but the speed, whose place in {@code out} is left alone.
     *
     * @param windingV from {@link #windingVoltages}
     * @param resistanceFactor all windings' resistances over those of the parameters: 1, or what temperature makes of it
     */
    @HotPath
    void derivative(double[] x, double[] windingV, double resistanceFactor, double[] out);

    /** Offset of the electrical angle in the state, or −1 where there is none. */
    default int angle() {
        return polePairs() == 0 ? -1 : states().size() - 1;
    }
}
