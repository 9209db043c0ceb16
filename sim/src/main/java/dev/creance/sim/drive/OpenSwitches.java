package dev.creance.sim.drive;

import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.Machine;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * A converter whose switches are all open: a current that still flows out of an output comes from the lower rail through a diode, one
 * that flows in goes to the upper rail, and an output without current floats where the machine puts it, between the rails.
 *
 * <p>That is a linear complementarity problem, and it is solved as one, implicitly over a step (Stewart and Trinkle, Int. J. Numer.
 * Methods Eng. 39(15), 1996): the currents at the end of the step are affine in the outputs' voltages, and of these each is moved in
 * turn, within its rails, to where its current vanishes (projected Gauss-Seidel). So no diode ever chatters, and currents end at zero.
 *
 * <p>Allocation-free after construction; not thread-safe.
 */
final class OpenSwitches {
    private static final int SWEEPS = 60;

    private final Machine machine;
    private final double[] least;
    private final double[] greatest;
    private final double[] voltageV;
    private final double[] windingV;
    private final double[] rate;
    private final double[] next;
    private final double[] freeA;
    private final double[] currentA;
    private final double[][] amperesPerVolt;

    OpenSwitches(Machine machine, Converter converter) {
        this.machine = machine;
        int outputs = converter.outputs();
        least = new double[outputs];
        greatest = new double[outputs];
        rails(converter);
        int size = machine.states().size();
        voltageV = new double[outputs];
        windingV = new double[machine.windings()];
        rate = new double[size];
        next = new double[size];
        freeA = new double[outputs];
        currentA = new double[outputs];
        amperesPerVolt = new double[outputs][outputs];
    }

    /** What each output can give at all, over the supply's voltage: the extremes over all actions, one element at a time. */
    private void rails(Converter converter) {
        double[] none = new double[least.length];
        double[] share = new double[least.length];
        double[] action = new double[converter.actions()];
        for (int i = 0; i < action.length; i++) {
            action[i] = converter.leastAction(i);
        }
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < action.length; i++) {
            double step = converter.isContinuous() ? converter.greatestAction(i) - converter.leastAction(i) : 1;
            for (double at = converter.leastAction(i); at <= converter.greatestAction(i); at += step) {
                action[i] = at;
                converter.convert(action, none, share);
                for (int k = 0; k < share.length; k++) {
                    least[k] = Math.min(least[k], share[k]);
                    greatest[k] = Math.max(greatest[k], share[k]);
                }
            }
            action[i] = converter.leastAction(i);
        }
    }

    /**
     * The voltages for one step.
     *
     * @param state of the machine at its start
     * @param supplyV between the rails
     * @param shareOut over the supply's voltage
     */
    @HotPath
    void convert(double[] state, double resistanceFactor, double supplyV, double dtS, double[] shareOut) {
        Arrays.fill(voltageV, 0);
        predict(state, resistanceFactor, dtS, freeA);
        for (int k = 0; k < voltageV.length; k++) {
            voltageV[k] = 1;
            predict(state, resistanceFactor, dtS, currentA);
            for (int i = 0; i < currentA.length; i++) {
                amperesPerVolt[i][k] = currentA[i] - freeA[i];
            }
            voltageV[k] = 0;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int k = 0; k < voltageV.length; k++) {
                relax(k, supplyV);
            }
        }
        for (int k = 0; k < voltageV.length; k++) {
            shareOut[k] = supplyV == 0 ? 0 : voltageV[k] / supplyV;
        }
    }

    private void relax(int output, double supplyV) {
        double current = freeA[output];
        for (int k = 0; k < voltageV.length; k++) {
            current += amperesPerVolt[output][k] * voltageV[k];
        }
        double own = amperesPerVolt[output][output];
        double wanted = own > 0 ? voltageV[output] - current / own : 0;
        double one = least[output] * supplyV;
        double other = greatest[output] * supplyV;
        voltageV[output] = Math.max(Math.min(one, other), Math.min(Math.max(one, other), wanted));
    }

    /** Currents out of the outputs at the end of the step: one step of Euler, so that they are affine in the voltages. */
    private void predict(double[] state, double resistanceFactor, double dtS, double[] amperesOut) {
        machine.windingVoltages(state, voltageV, windingV);
        machine.derivative(state, windingV, resistanceFactor, rate);
        rate[Machine.OMEGA] = 0;
        for (int i = 0; i < next.length; i++) {
            next[i] = state[i] + dtS * rate[i];
        }
        machine.terminalCurrents(next, amperesOut);
    }
}
