package dev.creance.dynamics.drive.control;

import dev.creance.dynamics.drive.DirectCurrentMachine;
import dev.creance.dynamics.drive.DoublyFedInduction;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.SeriesDc;
import dev.creance.dynamics.drive.SquirrelCageInduction;
import dev.creance.dynamics.drive.SynchronousMachine;

/** The baseline for a machine, tuned from its parameters alone. */
public final class BaselineControllers {
    /** What is asked for of a current's limit: the rest is for the overshoot. */
    private static final double CURRENT_SHARE = 0.8;

    /** What of an induction machine's nominal current magnetises it. */
    private static final double MAGNETISING_SHARE = 0.5;

    private BaselineControllers() {}

    /**
     * Follows currents.
     *
     * @throws IllegalArgumentException where there is no baseline for the machine
     */
    public static DriveController current(DriveParameters parameters, SymmetricalOptimum tuning) {
        return switch (parameters.machine()) {
            case DirectCurrentMachine m -> new DirectCurrentController(m, tuning, true);
            case SynchronousMachine m -> new SynchronousController(m, tuning, Fidelity.PHYSICAL);
            case SquirrelCageInduction m -> new InductionController(m, tuning);
            case DoublyFedInduction m -> throw none(parameters);
        };
    }

    /**
     * Follows a speed.
     *
     * @param inertiaKgM2 of rotor and load together
     * @throws IllegalArgumentException where there is no baseline for the machine
     */
    public static DriveController speed(DriveParameters parameters, double inertiaKgM2, SymmetricalOptimum tuning) {
        return speed(parameters, inertiaKgM2, tuning, current(parameters, tuning));
    }

    /** Follows a speed by means of this controller of currents. */
    static DriveController speed(
            DriveParameters parameters, double inertiaKgM2, SymmetricalOptimum tuning, DriveController current) {
        double limitNm = parameters.limit().torqueNm();
        OperatingPoint point =
                operatingPoint(parameters, CURRENT_SHARE * parameters.limit().currentA());
        // a series machine does not brake by turning its current around
        SpeedController.TorqueRange range = parameters.machine() instanceof SeriesDc
                ? new SpeedController.TorqueRange(0, limitNm)
                : SpeedController.TorqueRange.symmetric(limitNm);
        return new SpeedController(tuning.speed(inertiaKgM2), tuning.periodS(), range, point, current);
    }

    /**
     * Follows a torque.
     *
     * @param limitA of the currents that it asks for
     * @throws IllegalArgumentException where there is no baseline for the machine
     */
    public static DriveController torque(DriveParameters parameters, double limitA, SymmetricalOptimum tuning) {
        return new TorqueController(operatingPoint(parameters, limitA), current(parameters, tuning));
    }

    private static OperatingPoint operatingPoint(DriveParameters parameters, double limitA) {
        double nominalA = parameters.nominal().currentA();
        return switch (parameters.machine()) {
            case DirectCurrentMachine m -> new DirectCurrentOperatingPoint(m, limitA);
            case SynchronousMachine m -> new SynchronousOperatingPoint(m, limitA, nominalA);
            case SquirrelCageInduction m ->
                new InductionOperatingPoint(
                        m, MAGNETISING_SHARE * nominalA * m.parameters().mutualInductanceH(), limitA);
            case DoublyFedInduction m -> throw none(parameters);
        };
    }

    private static IllegalArgumentException none(DriveParameters parameters) {
        return new IllegalArgumentException("there is no baseline for " + parameters.name() + ", a doubly-fed machine");
    }
}
