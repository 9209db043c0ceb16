package dev.creance.sim;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.control.DriveController;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.sim.drive.SimulatedDrive;
import dev.creance.sim.ode.DormandPrince;
import dev.creance.sim.ode.Euler;
import dev.creance.sim.ode.RungeKutta4;
import dev.creance.sim.ode.Solver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a simulated drive against a recording of gym-electric-motor, step by step from the same start; where that was under a
 * controller, the project's own baseline controls, so that it is held against theirs at once.
 */
final class DriveVerification {
    /** Solves as the recording was solved: explicit Euler, or adaptively to round-off. */
    static final String MODEL = "drive";

    /** Solves by the classic Runge-Kutta method in four sub-steps, whatever the recording was solved by. */
    static final String RK4 = "drive-rk4";

    static final List<String> MODELS = List.of(MODEL, RK4);

    /** Of one sub-step; adds up to some 1e-10 over the 2 000 steps of a case. */
    private static final double TOLERANCE = 1e-12;

    /** By explicit Euler to round-off; by an adaptive solver as well as both solve; by Runge-Kutta to its own error. */
    private static final double EULER_MARK = 1e-9;

    private static final double ADAPTIVE_MARK = 1e-8;
    private static final double RK4_MARK = 1e-5;

    private final boolean rungeKutta;
    private final Path plant;

    /** @param plant header that says what the drive is made of */
    DriveVerification(String model, Path plant) {
        if (!model.isEmpty() && !MODELS.contains(model)) {
            throw new CaseFormatException(
                    "model " + model + " is a quadrotor, but the case is one of a drive; take " + MODEL + " or " + RK4);
        }
        rungeKutta = model.equals(RK4);
        this.plant = plant;
    }

    VerifyResult verify(DriveCase recorded) {
        ConfigNode header = ConfigFile.read(plant);
        SimulatedDrive drive =
                new SimulatedDrive(DriveFormat.parts(header, size -> solver(recorded.eulerSteps(), size)));
        requireFit(recorded, drive.parts());
        double[] start = recorded.initialState();
        System.arraycopy(start, 0, drive.state(), 0, start.length);
        int angle = drive.parts().machine().angle();
        Deviation deviation = new Deviation(recorded.stateNames());
        deviation.add(drive.state(), start, angle);
        Commander commander = commander(recorded, header, drive);
        List<Followed> followed = recorded.followed().stream()
                .map(state -> new Followed(state, recorded.states().length))
                .toList();
        for (int row = 0; row < recorded.states().length; row++) {
            drive.step(commander.action(row), recorded.stepS());
            deviation.add(drive.state(), recorded.states()[row], angle);
            for (int i = 0; i < followed.size(); i++) {
                int state = recorded.stateNames().indexOf(recorded.followed().get(i));
                followed.get(i).add(recorded.references()[row][i], drive.state()[state]);
            }
        }
        for (int i = 0; i < start.length; i++) {
            int state = i;
            recorded.magnitude(recorded.stateNames().get(i)).ifPresent(magnitude -> deviation.scale(state, magnitude));
        }
        List<VerifyResult.Metric> metrics = new ArrayList<>();
        recorded.header().optional("metrics").ifPresent(theirs -> {
            for (int i = 0; i < followed.size(); i++) {
                metrics.addAll(followed.get(i).beside(theirs, i));
            }
        });
        return deviation.result(recorded.file(), mark(recorded)).with(metrics);
    }

    private double mark(DriveCase recorded) {
        if (rungeKutta) {
            return RK4_MARK;
        }
        return recorded.eulerSteps() > 0 ? EULER_MARK : ADAPTIVE_MARK;
    }

    private void requireFit(DriveCase recorded, SimulatedDrive.Parts parts) {
        List<String> states = parts.machine().states();
        int actions = parts.converter().actions();
        if (!states.equals(recorded.stateNames()) || actions != recorded.actions()[0].length) {
            throw new CaseFormatException(recorded.file() + ": has the states " + recorded.stateNames() + " and "
                    + recorded.actions()[0].length + " actions, but the drive of " + plant + " has " + states + " and "
                    + actions);
        }
    }

    /** Where the action of a step comes from. */
    private interface Commander {
        double[] action(int row);
    }

    /** The recorded actions; in a case under a controller this project's own controller, which sees its own plant. */
    private static Commander commander(DriveCase recorded, ConfigNode header, SimulatedDrive drive) {
        if (!header.has("controller")) {
            return row -> recorded.actions()[row];
        }
        DriveController controller = DriveBaselines.of(header, drive.parts().machine());
        double[] measured = new double[DriveChannels.size(drive.parts().machine())];
        double[] action = new double[drive.parts().converter().actions()];
        return row -> {
            drive.measure(measured);
            controller.control(measured, recorded.references()[row], action);
            return action;
        };
    }

    private Solver solver(int eulerSteps, int size) {
        if (rungeKutta) {
            return new RungeKutta4(4, size);
        }
        return eulerSteps > 0
                ? Euler.asGymElectricMotor(eulerSteps, size)
                : new DormandPrince(TOLERANCE, TOLERANCE, size);
    }
}
