package dev.creance.dynamics.drive.control;

import dev.creance.dynamics.drive.DirectCurrentMachine;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.ExternallyExcitedDc;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.InductionMachine;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.SeriesDc;
import dev.creance.dynamics.drive.ShuntDc;
import dev.creance.dynamics.drive.SquirrelCageInduction;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.dynamics.drive.SynchronousReluctance;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;

class ControlHotPathTest extends HotPathContract {
    private static final SymmetricalOptimum TUNING = new SymmetricalOptimum(4, 1e-4);
    private static final ExternallyExcitedDc WINDINGS = new ExternallyExcitedDc(16e-3, 19e-6, 0.16, 5.4e-3, 1.7e-3);

    @Override
    protected Class<?> anyOfTheProduct() {
        return DriveController.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        List<EntryPoint> points = new ArrayList<>();
        for (DirectCurrentMachine machine : List.of(
                new PermanentMagnetDc(16e-3, 19e-6, 0.165),
                new SeriesDc(16e-3, 19e-6, 48e-3, 5.4e-3, 1.7e-3),
                new ShuntDc(WINDINGS),
                WINDINGS)) {
            points.add(speed(
                    new DirectCurrentOperatingPoint(machine, 168), new DirectCurrentController(machine, TUNING, true)));
        }
        for (SynchronousMachine machine : List.<SynchronousMachine>of(
                new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3),
                new SynchronousReluctance(4, 0.57, 10.1e-3, 4.1e-3))) {
            points.add(speed(
                    new SynchronousOperatingPoint(machine, 100, 0),
                    new SynchronousController(machine, TUNING, Fidelity.PHYSICAL)));
        }
        SquirrelCageInduction induction = new SquirrelCageInduction(
                new InductionMachine.Parameters(2, 2.9338, 1.355, 143.75e-3, 5.87e-3, 5.87e-3));
        points.add(speed(new InductionOperatingPoint(induction, 0.4, 5), new InductionController(induction, TUNING)));
        points.add(withinReach());
        return points;
    }

    private static EntryPoint withinReach() {
        RotorCurrentController currents =
                new RotorCurrentController(new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3), TUNING);
        Layout commands = new Layout(List.of(new Channel("duty.d", "1", -1, 1), new Channel("duty.q", "1", -1, 1)));
        WithinReach controller = new WithinReach(currents, commands);
        double[] measured = new double[DriveChannels.CURRENT + 2];
        measured[DriveChannels.SUPPLY_VOLTAGE] = 420;
        double[] reference = new double[2];
        double[] action = new double[2];
        return EntryPoint.of(
                "WithinReach.control, WithinReach.reset, RotorCurrentController.control, RotorCurrentController.reset",
                () -> {
                    reference[1] = reference[1] < 100 ? reference[1] + 1 : -100;
                    controller.control(measured, reference, action);
                    if (reference[1] == 0) {
                        controller.reset();
                    }
                });
    }

    private static EntryPoint speed(OperatingPoint point, DriveController current) {
        SpeedController controller = new SpeedController(
                TUNING.speed(0.02), 1e-4, SpeedController.TorqueRange.symmetric(100), point, current);
        TorqueController torque = new TorqueController(point, current);
        double[] measured = new double[DriveChannels.CURRENT + 4];
        measured[DriveChannels.SUPPLY_VOLTAGE] = 420;
        double[] reference = {50};
        double[] action = new double[4];
        int[] tick = {0};
        String inner = current.getClass().getSimpleName();
        return EntryPoint.of(
                "SpeedController.control, SpeedController.reset, TorqueController.control, TorqueController.reset, "
                        + point.getClass().getSimpleName() + ".choose, " + inner + ".control, " + inner + ".reset",
                () -> {
                    measured[DriveChannels.SPEED] = tick[0]++ % 1000;
                    measured[DriveChannels.ANGLE] += 1e-2;
                    controller.control(measured, reference, action);
                    torque.control(measured, reference, action);
                    if (tick[0] % 1000 == 0) {
                        controller.reset();
                        torque.reset();
                    }
                });
    }
}
