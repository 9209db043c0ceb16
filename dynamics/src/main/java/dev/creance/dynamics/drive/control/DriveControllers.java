package dev.creance.dynamics.drive.control;

import dev.creance.dynamics.control.ControllerPolicy;
import dev.creance.dynamics.drive.DoublyFedInduction;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The baselines of a drive, by the names that a configuration calls them: {@code current} follows {@code reference.current.*},
 * {@code speed} follows {@code reference.shaft.speed}. Tuned by the symmetrical optimum for the machine's parameters, the speed for
 * its rotor alone: a load's inertia slows it down.
 *
 * <pre>{@code
 * policy: {controller: current}
 * }</pre>
 */
public final class DriveControllers {
    /** The classic compromise between overshoot and speed. */
    private static final double SPREAD = 4;

    private DriveControllers() {}

    /**
     * Those that can follow this reference with these commands: none for a doubly-fed machine and for switching states.
     *
     * @param sensors in the axes of the terminals or, with {@code current.d}, in those of the rotor
     * @param periodS from one inference to the next
     */
    public static Map<String, Supplier<Policy>> of(
            DriveParameters parameters, Layout sensors, Layout reference, Layout commands, double periodS) {
        Map<String, Supplier<Policy>> controllers = new TreeMap<>();
        boolean dutyCycles = commands.channels().getFirst().name().startsWith("duty.");
        if (!dutyCycles || parameters.machine() instanceof DoublyFedInduction) {
            return controllers;
        }
        SymmetricalOptimum tuning = new SymmetricalOptimum(SPREAD, periodS);
        boolean inRotor = sensors.has("current.d");
        String first = reference.channels().getFirst().name();
        if (first.startsWith("reference.current.")) {
            controllers.put(
                    "current",
                    () -> policy("current", current(parameters, tuning, inRotor), sensors, reference, commands));
        }
        if (first.equals("reference.shaft.speed")) {
            controllers.put(
                    "speed",
                    () -> policy(
                            "speed",
                            BaselineControllers.speed(
                                    parameters,
                                    parameters.rotorInertiaKgM2(),
                                    tuning,
                                    current(parameters, tuning, inRotor)),
                            sensors,
                            reference,
                            commands));
        }
        return controllers;
    }

    private static DriveController current(DriveParameters parameters, SymmetricalOptimum tuning, boolean inRotor) {
        return inRotor && parameters.machine() instanceof SynchronousMachine m
                ? new RotorCurrentController(m, tuning)
                : BaselineControllers.current(parameters, tuning);
    }

    private static Policy policy(
            String name, DriveController controller, Layout sensors, Layout reference, Layout commands) {
        return new ControllerPolicy(name, new WithinReach(controller, commands), sensors, reference, commands);
    }
}
