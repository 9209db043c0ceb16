package dev.creance.sim.drive;

import static dev.creance.sim.drive.Drives.STEP_S;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.ExternallyExcitedSynchronous;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.InductionMachine;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.SquirrelCageInduction;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.dynamics.drive.control.BaselineControllers;
import dev.creance.dynamics.drive.control.DriveController;
import dev.creance.dynamics.drive.control.InductionController;
import dev.creance.dynamics.drive.control.SymmetricalOptimum;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every baseline on its machine, as a user would set it up, with what the terminals hold. */
class BaselineControllersTest {
    private static final SymmetricalOptimum TUNING = new SymmetricalOptimum(4, STEP_S);

    /** gym-electric-motor's, with less mutual inductance than there. */
    private static final DriveParameters EESM = new DriveParameters(
            "eesm",
            new ExternallyExcitedSynchronous(new ExternallyExcitedSynchronous.Parameters(
                    3, 15.55e-3, 1.66e-3, 0.35e-3, 1.2e-3, 7.2e-3, 1.74e-3, 65.21)),
            0.3883,
            new DriveParameters.Ratings(450, 129, 120, 160),
            new DriveParameters.Ratings(1256, 129, 150, 160),
            new DriveParameters.Tolerances(0, 0, 0, 0));

    private record Setup(DriveParameters parameters, double supplyV, double speedRadPerS) {
        static Setup of(String name, double supplyV, double speedRadPerS) {
            return new Setup(DriveParameterFiles.named(name), supplyV, speedRadPerS);
        }

        @Override
        public String toString() {
            return parameters.name();
        }
    }

    static List<Setup> setups() {
        return List.of(
                Setup.of("gem-permanent-magnet-dc", 60, 100),
                Setup.of("gem-series-dc", 60, 100),
                Setup.of("gem-shunt-dc", 60, 100),
                Setup.of("gem-externally-excited-dc", 60, 100),
                Setup.of("gem-pmsm", 420, 200),
                Setup.of("gem-synrm", 420, 100),
                Setup.of("gem-scim", 560, 150),
                new Setup(EESM, 420, 100));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void bringsItsMachineToTheSpeedAskedForAndKeepsItThere(Setup setup) {
        Loop loop = new Loop(setup);

        loop.run(2, setup.speedRadPerS);

        assertThat(loop.drive.state()[Machine.OMEGA]).isCloseTo(setup.speedRadPerS, within(0.01 * setup.speedRadPerS));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void theSameRunIsTheSameToTheLastBitAfterAReset(Setup setup) {
        Loop first = new Loop(setup);
        first.run(0.1, setup.speedRadPerS);
        first.controller.reset();
        Loop again = new Loop(setup, first.controller);
        again.run(0.1, setup.speedRadPerS);

        assertThat(again.drive.state()).containsExactly(first.drive.state());
    }

    @Test
    void aMachineWithMagnetsRunsBeyondItsBaseSpeedOnWeakenedFlux() {
        Loop loop = new Loop(Setup.of("gem-pmsm", 300, 900));

        loop.run(2, 900);

        // without a current against the magnets their voltage alone would be 900 × 3 × 66 mVs = 178 V of 150 V
        assertThat(loop.drive.state()[Machine.OMEGA]).isCloseTo(900, within(9.0));
        assertThat(loop.drive.state()[SynchronousMachine.DIRECT]).isLessThan(-20);
    }

    @Test
    void theFluxThatAnInductionMachineIsControlledByIsItsOwn() {
        Setup setup = Setup.of("gem-scim", 560, 0);
        InductionController controller =
                new InductionController((SquirrelCageInduction) setup.parameters.machine(), TUNING);
        Loop loop = new Loop(setup, controller);

        loop.run(1, 2, 1);

        double[] x = loop.drive.state();
        double flux = Math.hypot(x[InductionMachine.ROTOR_FLUX], x[InductionMachine.ROTOR_FLUX + 1]);
        assertThat(x[Machine.OMEGA]).isGreaterThan(50);
        assertThat(flux).isCloseTo(2 * 143.75e-3, withinPercentage(2));
        assertThat(controller.fluxVs()).isCloseTo(flux, withinPercentage(1));
    }

    @Test
    void aDoublyFedMachineHasNoBaseline() {
        DriveParameters parameters = DriveParameterFiles.named("gem-dfim");

        assertThatThrownBy(() -> BaselineControllers.speed(parameters, 0.01, TUNING))
                .hasMessageContaining("gem-dfim");
    }

    private static final class Loop {
        private static final double LOAD_KG_M2 = 0.005;

        final SimulatedDrive drive;
        final DriveController controller;
        private final double[] measured;
        private final double[] action;

        Loop(Setup setup) {
            this(
                    setup,
                    BaselineControllers.speed(
                            setup.parameters, setup.parameters.rotorInertiaKgM2() + LOAD_KG_M2, TUNING));
        }

        Loop(Setup setup, DriveController controller) {
            this.controller = controller;
            SimulatedDrive.Parts parts = Drives.parts(
                    setup.parameters.machine(),
                    ConverterFormat.from(Optional.empty(), setup.parameters.machine(), Fidelity.PHYSICAL, 1 / STEP_S),
                    new IdealSupply(setup.supplyV),
                    Fidelity.PHYSICAL,
                    new Load.Polynomial(setup.parameters.rotorInertiaKgM2() + LOAD_KG_M2, 0.05, 5e-3, 0));
            drive = new SimulatedDrive(parts);
            measured = new double[DriveChannels.size(setup.parameters.machine())];
            action = new double[parts.converter().actions()];
        }

        void run(double durationS, double... reference) {
            for (int step = 0; step < Math.round(durationS / STEP_S); step++) {
                drive.measure(measured);
                controller.control(measured, reference, action);
                drive.step(action, STEP_S);
            }
        }
    }
}
