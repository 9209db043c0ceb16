package dev.creance.sim.drive;

import static dev.creance.sim.drive.Drives.STEP_S;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.FiniteConverter;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.SynchronousMachine;
import org.junit.jupiter.api.Test;

class SimulatedDriveTest {
    private static final Supply SUPPLY_60 = new IdealSupply(60);
    private static final Supply SUPPLY_420 = new IdealSupply(420);

    @Test
    void aMotorRunsUpToTheSpeedOfItsVoltage() {
        SimulatedDrive drive = Drives.dc(SUPPLY_60, Fidelity.PHYSICAL);
        double[] action = {0.5};
        for (int step = 0; step < 20_000; step++) {
            drive.step(action, STEP_S);
        }

        double omega = drive.state()[Machine.OMEGA];
        double current = drive.state()[PermanentMagnetDc.CURRENT];
        assertThat(0.165 * current).isCloseTo(0.1 + 0.01 * omega + 1e-4 * omega * omega, within(1e-6));
        assertThat(16e-3 * current + 0.165 * omega).isCloseTo(30, within(1e-6));
    }

    @Test
    void whatTheSupplyGivesOverARunIsHeatAndMotion() {
        SimulatedDrive drive = Drives.dc(SUPPLY_60, Fidelity.PHYSICAL);
        double[] x = drive.state();
        double[] action = new double[1];
        double given = 0;
        double heat = 0;
        double load = 0;
        double before = 0;
        for (int step = 0; step < 50_000; step++) {
            action[0] = 0.2 + 0.1 * Math.sin(20 * step * 1e-5);
            drive.step(action, 1e-5);
            double after = Drives.DC.copperLossW(x, 1);
            heat += (before + after) / 2 * 1e-5;
            before = after;
            double omega = x[Machine.OMEGA];
            load += (0.1 + 0.01 * omega + 1e-4 * omega * omega) * omega * 1e-5;
            given += 60 * drive.drawnA() * 1e-5;
        }

        double stored = 0.02 * x[0] * x[0] / 2 + 19e-6 * x[1] * x[1] / 2;
        assertThat(heat + load + stored).isCloseTo(given, within(2e-3 * given));
    }

    /**
     * Through an inductance of 1 H a voltage of 210 V drives 210 A/s along itself. Held at the terminals that is a straight line
     * in the stator's axes; held in the rotor's axes it is one that turns with them, and the current ends half a step's angle
     * farther.
     */
    @Test
    void atSpeedItMattersWhichVoltageIsHeld() {
        double half = 3 * 300 * STEP_S / 2;

        assertThat(directionOfTheCurrent(Fidelity.PHYSICAL)).isCloseTo(0, within(1e-6));
        assertThat(directionOfTheCurrent(Fidelity.GEM)).isCloseTo(half, within(1e-6));
    }

    private static double directionOfTheCurrent(Fidelity fidelity) {
        PermanentMagnetSynchronous coil = new PermanentMagnetSynchronous(3, 1e-9, 1, 1, 0);
        SimulatedDrive drive = new SimulatedDrive(Drives.parts(
                coil, new ContinuousConverter.B6Bridge(0), SUPPLY_420, fidelity, new Load.ConstantSpeed()));
        drive.state()[Machine.OMEGA] = 300;
        drive.step(new double[] {1, -0.5, -0.5}, STEP_S);
        double[] x = drive.state();
        return x[PermanentMagnetSynchronous.ANGLE]
                + Math.atan2(x[SynchronousMachine.QUADRATURE], x[SynchronousMachine.DIRECT]);
    }

    @Test
    void legsThatSwitchAgainstTheCurrentLoseTheirDeadTime() {
        SimulatedDrive drive = new SimulatedDrive(Drives.parts(
                new PermanentMagnetDc(1e-9, 1, 1e-9),
                new FiniteConverter.FourQuadrant(2e-5),
                new IdealSupply(100),
                Fidelity.PHYSICAL));
        double[] x = drive.state();
        x[PermanentMagnetDc.CURRENT] = 1;
        drive.step(new double[] {2}, STEP_S);
        double before = x[PermanentMagnetDc.CURRENT];

        drive.step(new double[] {1}, STEP_S);

        // for 20 us the diodes still turn the whole supply against the current
        assertThat(x[PermanentMagnetDc.CURRENT] - before).isCloseTo(100 * (8e-5 - 2e-5), within(1e-7));
    }

    @Test
    void measuresTheAngleOfTheShaftForEveryMachine() {
        double[] dc = measuredAt10RadPerS(Drives.DC, new ContinuousConverter.TwoQuadrant(0), SUPPLY_60);
        double[] pmsm = measuredAt10RadPerS(Drives.PMSM, new ContinuousConverter.B6Bridge(0), SUPPLY_420);

        assertThat(dc[DriveChannels.ANGLE]).isCloseTo(1, within(1e-9));
        assertThat(pmsm[DriveChannels.ANGLE]).isCloseTo(1, within(1e-9));
        assertThat(pmsm[DriveChannels.SPEED]).isEqualTo(10);
        assertThat(pmsm[DriveChannels.SUPPLY_VOLTAGE]).isEqualTo(420);
    }

    @Test
    void measuresPhaseCurrentsThatSumToZero() {
        double[] measured = measuredAt10RadPerS(Drives.PMSM, new ContinuousConverter.B6Bridge(0), SUPPLY_420);

        int a = DriveChannels.CURRENT;
        assertThat(measured[a]).isNotZero();
        assertThat(measured[a] + measured[a + 1] + measured[a + 2]).isCloseTo(0, within(1e-9));
    }

    /** After 0.1 s. */
    private static double[] measuredAt10RadPerS(Machine machine, Converter converter, Supply supply) {
        SimulatedDrive drive = new SimulatedDrive(
                Drives.parts(machine, converter, supply, Fidelity.PHYSICAL, new Load.ConstantSpeed()));
        double[] measured = new double[DriveChannels.size(machine)];
        drive.state()[Machine.OMEGA] = 10;
        for (int step = 0; step < 1000; step++) {
            drive.step(new double[converter.actions()], STEP_S);
        }
        drive.measure(measured);
        return measured;
    }

    @Test
    void aConverterThatDoesNotFitTheMachineIsRefused() {
        assertThatThrownBy(() ->
                        Drives.parts(Drives.PMSM, new ContinuousConverter.TwoQuadrant(0), SUPPLY_60, Fidelity.PHYSICAL))
                .hasMessage("the converter has 1 outputs, but the machine takes 3");
    }

    @Test
    void hotWindingsTakeMoreVoltage() {
        SimulatedDrive cold = Drives.dc(SUPPLY_60, Fidelity.PHYSICAL);
        SimulatedDrive hot = Drives.dc(SUPPLY_60, Fidelity.PHYSICAL);
        hot.resistanceFactor(1.4);
        cold.step(new double[] {1}, STEP_S);
        hot.step(new double[] {1}, STEP_S);

        assertThat(hot.state()[PermanentMagnetDc.CURRENT]).isLessThan(cold.state()[PermanentMagnetDc.CURRENT]);
    }
}
