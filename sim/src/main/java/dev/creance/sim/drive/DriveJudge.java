package dev.creance.sim.drive;

import dev.creance.dynamics.drive.DirectCurrentMachine;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.runtime.HotPath;
import dev.creance.sim.Violations;
import dev.creance.sim.ode.RungeKutta4;

/** Counts by the truth, at every sub-step of the solver, how often a drive is outside its envelope; whoever is in command of it. */
public final class DriveJudge implements RungeKutta4.Watcher {
    /** What was violated. */
    public enum Kind {
        CURRENT,
        SPEED,
        WINDING_TEMPERATURE,
        INVERTER_TEMPERATURE,
        SUPPLY,
        /** The state is no longer a number: the simulation itself has failed. */
        NON_FINITE
    }

    private final DriveLimits limits;
    private final Machine machine;
    private final boolean directCurrent;
    private final double[] terminalA;
    private final Violations violations = new Violations(Kind.values());
    private double supplyV;
    private double windingK;
    private double inverterK;
    private double mostCurrentA;
    private double mostSpeedRadPerS;
    private double mostSupplyV;
    private double mostWindingK;
    private double mostInverterK;

    public DriveJudge(DriveLimits limits, Machine machine) {
        this.limits = limits;
        this.machine = machine;
        directCurrent = machine instanceof DirectCurrentMachine;
        terminalA = new double[machine.terminals()];
        supplyV = Math.max(0, limits.leastSupplyV());
    }

    /** What changes from period to period only, at the start of one. */
    @HotPath
    void surroundings(double supplyVolts, double windingKelvin, double inverterKelvin) {
        supplyV = supplyVolts;
        windingK = windingKelvin;
        inverterK = inverterKelvin;
        mostSupplyV = Math.max(mostSupplyV, supplyV);
        mostWindingK = Math.max(mostWindingK, windingK);
        mostInverterK = Math.max(mostInverterK, inverterK);
    }

    @Override
    @HotPath
    public void stepped(double[] x) {
        double currentA = currentA(x);
        double speed = Math.abs(x[Machine.OMEGA]);
        mostCurrentA = Math.max(mostCurrentA, currentA);
        mostSpeedRadPerS = Math.max(mostSpeedRadPerS, speed);
        violations.count(Kind.CURRENT, currentA > limits.currentA());
        violations.count(Kind.SPEED, speed > limits.speedRadPerS());
        violations.count(Kind.WINDING_TEMPERATURE, windingK > limits.windingK());
        violations.count(Kind.INVERTER_TEMPERATURE, inverterK > limits.inverterK());
        violations.count(Kind.SUPPLY, supplyV < limits.leastSupplyV() || supplyV > limits.greatestSupplyV());
        violations.count(Kind.NON_FINITE, !finite(x));
        violations.subStep();
    }

    private double currentA(double[] x) {
        if (directCurrent) {
            return Math.abs(x[1]); // of the armature
        }
        machine.terminalCurrents(x, terminalA);
        double alpha = ThreePhase.alpha(terminalA[0], terminalA[1], terminalA[2]);
        double beta = ThreePhase.beta(terminalA[1], terminalA[2]);
        return Math.sqrt(alpha * alpha + beta * beta);
    }

    private static boolean finite(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * 0;
        }
        return sum == 0;
    }

    /** What was counted so far. */
    public Violations violations() {
        return violations;
    }

    DriveTruth truth(double speedRadPerS, boolean converterOff) {
        return new DriveTruth(
                violations.subSteps(),
                violations.outside(),
                violations.byKind(),
                mostCurrentA,
                mostSpeedRadPerS,
                mostSupplyV,
                mostWindingK,
                mostInverterK,
                speedRadPerS,
                converterOff);
    }
}
