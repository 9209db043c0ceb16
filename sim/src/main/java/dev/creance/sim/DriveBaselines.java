package dev.creance.sim;

import dev.creance.dynamics.drive.DirectCurrentMachine;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.InductionMachine;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.SeriesDc;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.dynamics.drive.control.DirectCurrentController;
import dev.creance.dynamics.drive.control.DirectCurrentOperatingPoint;
import dev.creance.dynamics.drive.control.DriveController;
import dev.creance.dynamics.drive.control.SpeedController;
import dev.creance.dynamics.drive.control.SymmetricalOptimum;
import dev.creance.dynamics.drive.control.SynchronousController;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;

/** The baseline controller that a {@link DriveCase} was recorded under, tuned as gem_controllers tunes it. */
final class DriveBaselines {
    private static final double SPREAD = 4;

    /** What gem_controllers leaves of a current's limit. */
    private static final double CURRENT_SHARE = 0.8;

    private DriveBaselines() {}

    static DriveController of(ConfigNode header, Machine machine) {
        SymmetricalOptimum tuning = new SymmetricalOptimum(SPREAD, number(header.child("tau_s")));
        return switch (machine) {
            case DirectCurrentMachine m -> directCurrent(header, m, tuning);
            case SynchronousMachine m -> new SynchronousController(m, tuning, Fidelity.GEM);
            case InductionMachine m ->
                throw header.child("controller").error(": there is no recording under a controller of this machine");
        };
    }

    private static DriveController directCurrent(
            ConfigNode header, DirectCurrentMachine machine, SymmetricalOptimum tuning) {
        DirectCurrentController currents = new DirectCurrentController(machine, tuning, machine instanceof SeriesDc);
        if (!header.child("controller").has("speed_PI")) {
            return currents;
        }
        ConfigNode limits = header.child("limits");
        return new SpeedController(
                tuning.speed(number(header.child("j_total"))),
                tuning.periodS(),
                SpeedController.TorqueRange.symmetric(number(limits.child("torque"))),
                new DirectCurrentOperatingPoint(machine, CURRENT_SHARE * number(limits.child("i"))),
                currents);
    }

    private static double number(ConfigNode node) {
        return node.quantity(Dimension.RATIO, Double.MIN_NORMAL, 1e9);
    }
}
