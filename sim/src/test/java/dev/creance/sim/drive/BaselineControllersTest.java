package dev.creance.sim.drive;

import static dev.creance.sim.drive.Drives.STEP_S;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.ConverterGroup;
import dev.creance.dynamics.drive.DirectCurrentMachine;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.ExternallyExcitedDc;
import dev.creance.dynamics.drive.ExternallyExcitedSynchronous;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.InductionMachine;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.SeriesDc;
import dev.creance.dynamics.drive.ShuntDc;
import dev.creance.dynamics.drive.SquirrelCageInduction;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.dynamics.drive.SynchronousReluctance;
import dev.creance.dynamics.drive.control.DirectCurrentController;
import dev.creance.dynamics.drive.control.DirectCurrentOperatingPoint;
import dev.creance.dynamics.drive.control.DriveController;
import dev.creance.dynamics.drive.control.InductionController;
import dev.creance.dynamics.drive.control.InductionOperatingPoint;
import dev.creance.dynamics.drive.control.OperatingPoint;
import dev.creance.dynamics.drive.control.SpeedController;
import dev.creance.dynamics.drive.control.SymmetricalOptimum;
import dev.creance.dynamics.drive.control.SynchronousController;
import dev.creance.dynamics.drive.control.SynchronousOperatingPoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every baseline on its machine, at the terminals' fidelity. */
class BaselineControllersTest {
    private static final double INERTIA_KG_M2 = 0.02;
    private static final SymmetricalOptimum TUNING = new SymmetricalOptimum(4, STEP_S);
    private static final Converter FOUR_QUADRANT = new ContinuousConverter.FourQuadrant(0, Fidelity.PHYSICAL);
    private static final Converter BRIDGE = new ContinuousConverter.B6Bridge(0);
    private static final Load LOAD = new Load.Polynomial(INERTIA_KG_M2, 0.05, 0.005, 0);
    private static final ExternallyExcitedDc WINDINGS = new ExternallyExcitedDc(16e-3, 19e-6, 0.16, 5.4e-3, 1.7e-3);

    private record Setup(
            Machine machine,
            Converter converter,
            double supplyV,
            double speedRadPerS,
            double torqueNm,
            OperatingPoint point,
            DriveController current) {
        @Override
        public String toString() {
            return machine.getClass().getSimpleName();
        }
    }

    static List<Setup> setups() {
        return List.of(
                directCurrent(Drives.DC, FOUR_QUADRANT),
                directCurrent(new SeriesDc(16e-3, 19e-6, 48e-3, 5.4e-3, 1.7e-3), FOUR_QUADRANT),
                directCurrent(new ShuntDc(new ExternallyExcitedDc(16e-3, 19e-6, 0.4, 5.4e-3, 1.7e-3)), FOUR_QUADRANT),
                directCurrent(WINDINGS, new ConverterGroup(List.of(FOUR_QUADRANT, FOUR_QUADRANT))),
                synchronous(Drives.PMSM, BRIDGE, 420, 200, 100),
                synchronous(new SynchronousReluctance(4, 0.57, 10.1e-3, 4.1e-3), BRIDGE, 420, 100, 4),
                synchronous(
                        new ExternallyExcitedSynchronous(new ExternallyExcitedSynchronous.Parameters(
                                3, 15.55e-3, 1.66e-3, 0.35e-3, 1.2e-3, 7.2e-3, 1.74e-3, 65.21)),
                        new ConverterGroup(List.of(BRIDGE, FOUR_QUADRANT)),
                        420,
                        200,
                        50),
                induction());
    }

    private static Setup directCurrent(DirectCurrentMachine machine, Converter converter) {
        return new Setup(
                machine,
                converter,
                60,
                100,
                20,
                new DirectCurrentOperatingPoint(machine, 168),
                new DirectCurrentController(machine, TUNING, true));
    }

    private static Setup synchronous(
            SynchronousMachine machine, Converter converter, double supplyV, double speed, double torqueNm) {
        return new Setup(
                machine,
                converter,
                supplyV,
                speed,
                torqueNm,
                new SynchronousOperatingPoint(machine, 200, 100),
                new SynchronousController(machine, TUNING, Fidelity.PHYSICAL));
    }

    private static Setup induction() {
        SquirrelCageInduction machine = new SquirrelCageInduction(
                new InductionMachine.Parameters(2, 2.9338, 1.355, 143.75e-3, 5.87e-3, 5.87e-3));
        return new Setup(
                machine,
                BRIDGE,
                560,
                150,
                6,
                new InductionOperatingPoint(machine, 0.45, 10),
                new InductionController(machine, TUNING));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void bringsItsMachineToTheSpeedAskedForAndKeepsItThere(Setup setup) {
        Loop loop = new Loop(setup);

        loop.run(1.5, setup.speedRadPerS);

        assertThat(loop.drive.state()[Machine.OMEGA]).isCloseTo(setup.speedRadPerS, within(0.01 * setup.speedRadPerS));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void theSameRunIsTheSameToTheLastBitAfterAReset(Setup setup) {
        Loop loop = new Loop(setup);
        loop.run(0.1, setup.speedRadPerS);
        double[] first = loop.drive.state().clone();

        loop.controller.reset();
        Loop again = new Loop(setup, loop.controller);
        again.run(0.1, setup.speedRadPerS);

        assertThat(again.drive.state()).containsExactly(first);
    }

    @Test
    void aMachineWithMagnetsRunsBeyondItsBaseSpeedOnWeakenedFlux() {
        Setup setup = synchronous(Drives.PMSM, BRIDGE, 300, 900, 100);
        Loop loop = new Loop(setup);

        loop.run(2, 900);

        // without a current against the magnets their voltage alone would be 900 × 3 × 66 mVs = 178 V of 150 V
        assertThat(loop.drive.state()[Machine.OMEGA]).isCloseTo(900, within(9.0));
        assertThat(loop.drive.state()[SynchronousMachine.DIRECT]).isLessThan(-20);
    }

    private static final class Loop {
        final SimulatedDrive drive;
        final DriveController controller;
        private final double[] measured;
        private final double[] action;
        private final double[] reference = new double[1];

        Loop(Setup setup) {
            this(
                    setup,
                    new SpeedController(
                            TUNING.speed(INERTIA_KG_M2),
                            STEP_S,
                            // a series machine does not brake by turning its current around
                            setup.machine instanceof SeriesDc
                                    ? new SpeedController.TorqueRange(0, setup.torqueNm)
                                    : SpeedController.TorqueRange.symmetric(setup.torqueNm),
                            setup.point,
                            setup.current));
        }

        Loop(Setup setup, DriveController controller) {
            drive = new SimulatedDrive(Drives.parts(
                    setup.machine, setup.converter, new IdealSupply(setup.supplyV), Fidelity.PHYSICAL, LOAD));
            this.controller = controller;
            measured = new double[DriveChannels.size(setup.machine)];
            action = new double[setup.converter.actions()];
        }

        void run(double durationS, double speedRadPerS) {
            reference[0] = speedRadPerS;
            for (int step = 0; step < Math.round(durationS / STEP_S); step++) {
                drive.measure(measured);
                controller.control(measured, reference, action);
                drive.step(action, STEP_S);
            }
        }
    }
}
