package dev.creance.sim.drive;

import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.DirectCurrentMachine;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.runtime.HotPath;
import dev.creance.sim.ode.Ode;
import dev.creance.sim.ode.Solver;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * An electric drive under way: an action goes through the converter to the machine, the machine's torque to the load, and the
 * converter's current to the supply. One call is one step of the control; the solver divides it as it likes.
 *
 * <p>What the converter makes of its action is settled at the start of a step, with the currents and the supply's voltage of
 * that moment; where legs switch over with dead time, once more when it has passed. Allocation-free after construction; not
 * thread-safe.
 */
public final class SimulatedDrive {
    private final Parts parts;
    private final Solver solver;
    private final int angle;
    private final Ode equations = this::derivative;
    private final double[] state;
    private final double[] previousAction;
    private final double[] currentA;
    private final double[] stateOfCurrent;
    private final double[] share;
    private final double[] terminalV;
    private final double[] windingV;
    private final OpenSwitches openSwitches;
    private double timeS;
    private double shaftRad;
    private double supplyV;
    private double drawnA;
    private double resistanceFactor = 1;
    private double inertiaFactor = 1;
    private double frictionFactor = 1;
    private double supplyFactor = 1;
    private double lastDtS;

    /**
     * What a drive is made of.
     *
     * @param solver makes a solver for a state of this size
     */
    public record Parts(
            Machine machine,
            Converter converter,
            Supply supply,
            Load load,
            Fidelity fidelity,
            IntFunction<Solver> solver) {
        public Parts {
            if (converter.outputs() != machine.terminals()) {
                throw new IllegalArgumentException("the converter has " + converter.outputs()
                        + " outputs, but the machine takes " + machine.terminals());
            }
        }
    }

    /** At rest, without current, at time 0. */
    public SimulatedDrive(Parts parts) {
        this.parts = parts;
        int size = parts.machine.states().size();
        solver = parts.solver.apply(size);
        angle = parts.machine.angle();
        state = new double[size];
        previousAction = new double[parts.converter.actions()];
        currentA = new double[parts.machine.terminals()];
        stateOfCurrent = new double[size];
        Arrays.fill(stateOfCurrent, Double.NaN);
        share = new double[parts.machine.terminals()];
        terminalV = new double[parts.machine.terminals()];
        windingV = new double[parts.machine.windings()];
        openSwitches = new OpenSwitches(parts.machine, parts.converter);
        supplyV = parts.supply.voltageV(0);
    }

    public Parts parts() {
        return parts;
    }

    /** The state in the order of {@link Machine#states()}; writable, so that a drive can start where it should. */
    public double[] state() {
        return state;
    }

    /** The current out of the supply at the end of the last step, A. */
    public double drawnA() {
        return drawnA;
    }

    /** The angle of the shaft, rad, not wrapped. */
    @HotPath
    public double shaftRad() {
        return angle >= 0 ? state[angle] / parts.machine.polePairs() : shaftRad;
    }

    /** Takes whole turns off the angle of the shaft; nothing else changes by it. */
    @HotPath
    public void turnBack(double turns) {
        double rad = turns * 2 * Math.PI;
        if (angle >= 0) {
            state[angle] -= rad * parts.machine.polePairs();
        } else {
            shaftRad -= rad;
        }
    }

    /** The voltage of the supply in the last step, V. */
    @HotPath
    public double supplyV() {
        return supplyV;
    }

    /** The current out of each output of the converter at the end of the last step, A; read only. */
    @HotPath
    public double[] terminalA() {
        return currentA;
    }

    /** Heat in the windings now, W. */
    @HotPath
    public double copperLossW() {
        return parts.machine.copperLossW(state, resistanceFactor);
    }

    /** All windings' resistances over those of the parameters, from the next step on. */
    @HotPath
    public void resistanceFactor(double factor) {
        resistanceFactor = factor;
    }

    /** All that turns, over what it is, from the next step on; a test bench does not care. */
    @HotPath
    public void inertia(double factor) {
        inertiaFactor = factor;
    }

    /** All that opposes the torque, over what it is, from the next step on; a test bench does not care. */
    @HotPath
    public void friction(double factor) {
        frictionFactor = factor;
    }

    /** The supply's voltage over what it is, from the next step on. */
    @HotPath
    public void supply(double factor) {
        supplyFactor = factor;
    }

    /** Advances the drive by one step of the control. */
    @HotPath
    public void step(double[] action, double dtS) {
        double deadS = Math.min(parts.converter.deadTimeS(), dtS);
        if (deadS > 0) {
            currents();
            parts.converter.switchOver(previousAction, action, currentA, share);
            advance(deadS);
        }
        if (deadS < dtS) {
            currents();
            parts.converter.convert(action, currentA, share);
            advance(dtS - deadS);
        }
        System.arraycopy(action, 0, previousAction, 0, previousAction.length);
    }

    /** Advances the drive by one step with all switches open: its diodes alone conduct, into the supply. */
    @HotPath
    public void coast(double dtS) {
        openSwitches.convert(state, resistanceFactor, supplyFactor * parts.supply.voltageV(timeS), dtS, share);
        advance(dtS);
        Arrays.fill(previousAction, 0);
    }

    /**
     * What an ideal sensor of each kind reads now, at the offsets of {@link DriveChannels}.
     *
     * @param measuredOut of {@link DriveChannels#size}; its temperatures are left alone, for nothing here warms up
     */
    @HotPath
    public void measure(double[] measuredOut) {
        measuredOut[DriveChannels.SPEED] = state[Machine.OMEGA];
        measuredOut[DriveChannels.ANGLE] = shaftRad();
        measuredOut[DriveChannels.SUPPLY_VOLTAGE] = supplyFactor * parts.supply.voltageV(timeS);
        if (parts.machine instanceof DirectCurrentMachine) {
            System.arraycopy(state, 1, measuredOut, DriveChannels.CURRENT, state.length - 1);
        } else {
            currents();
            System.arraycopy(currentA, 0, measuredOut, DriveChannels.CURRENT, currentA.length);
        }
    }

    private void advance(double dtS) {
        if (parts.fidelity == Fidelity.GEM) {
            parts.supply.draw(suppliedA(), lastDtS);
            lastDtS = dtS;
        }
        supplyV = supplyFactor * parts.supply.voltageV(timeS);
        for (int i = 0; i < share.length; i++) {
            terminalV[i] = share[i] * supplyV;
        }
        drawnA = suppliedA();
        parts.machine.windingVoltages(state, terminalV, windingV);
        double omega = state[Machine.OMEGA];
        solver.advance(equations, timeS, dtS, state);
        currents();
        double atEndA = suppliedA();
        if (parts.fidelity == Fidelity.PHYSICAL) {
            parts.supply.draw((drawnA + atEndA) / 2, dtS);
        }
        drawnA = atEndA;
        shaftRad += (omega + state[Machine.OMEGA]) / 2 * dtS;
        timeS += dtS;
    }

    /** At the start of a step mostly those of the end of the last, for the state is the same unless somebody has written to it. */
    private void currents() {
        boolean same = true;
        for (int i = 0; i < state.length; i++) {
            same &= state[i] == stateOfCurrent[i];
            stateOfCurrent[i] = state[i];
        }
        if (!same) {
            parts.machine.terminalCurrents(state, currentA);
        }
    }

    /** The current out of the supply: a converter keeps no energy, so that the power on both of its sides is the same. */
    private double suppliedA() {
        double sum = 0;
        for (int i = 0; i < share.length; i++) {
            sum += share[i] * currentA[i];
        }
        return sum;
    }

    private void derivative(double atS, double[] x, double[] rateOut) {
        if (parts.fidelity == Fidelity.PHYSICAL) {
            parts.machine.windingVoltages(x, terminalV, windingV);
        }
        parts.machine.derivative(x, windingV, resistanceFactor, rateOut);
        rateOut[Machine.OMEGA] = acceleration(atS, x[Machine.OMEGA], parts.machine.torqueNm(x));
    }

    /** With T − J ω' for what opposes the torque, which grows by its factor: ω' = (T − k T_L) / (f J). */
    private double acceleration(double atS, double omega, double torqueNm) {
        double plain = parts.load.acceleration(atS, omega, torqueNm);
        if ((inertiaFactor == 1 && frictionFactor == 1) || !(parts.load instanceof Load.Polynomial load)) {
            return plain;
        }
        double opposingNm = torqueNm - plain * load.inertiaKgM2();
        return (torqueNm - frictionFactor * opposingNm) / (inertiaFactor * load.inertiaKgM2());
    }
}
