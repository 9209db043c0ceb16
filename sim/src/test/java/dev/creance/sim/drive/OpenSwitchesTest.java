package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.runtime.config.ConfigFile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class OpenSwitchesTest {
    private static final double SUPPLY_V = 300;

    @Test
    void currentsDieOutIntoTheSupplyAndStayAtZero() {
        SimulatedDrive drive = pmsm(new IdealSupply(SUPPLY_V));
        drive.state()[Machine.OMEGA] = 100;
        drive.state()[PermanentMagnetSynchronous.DIRECT] = -50;
        drive.state()[PermanentMagnetSynchronous.QUADRATURE] = 120;
        double fedBackA = 0;
        for (int step = 0; step < 100; step++) {
            drive.coast(2.5e-5);
            fedBackA = Math.min(fedBackA, drive.drawnA());
        }
        assertThat(fedBackA).isLessThan(-20);
        for (int step = 0; step < 1000; step++) {
            drive.coast(2.5e-5);
            assertThat(drive.state()[PermanentMagnetSynchronous.DIRECT]).isCloseTo(0, within(0.05));
            assertThat(drive.state()[PermanentMagnetSynchronous.QUADRATURE]).isCloseTo(0, within(0.05));
        }
    }

    /** Between two phases the magnets induce up to √3 p ω ψ. */
    @Test
    void aRotorThatInducesMoreThanTheSupplyHasChargesIt() {
        SimulatedDrive slow = pmsm(new IdealSupply(SUPPLY_V));
        slow.state()[Machine.OMEGA] = 860;
        SimulatedDrive fast = pmsm(new IdealSupply(SUPPLY_V));
        fast.state()[Machine.OMEGA] = 1000;
        for (int step = 0; step < 4000; step++) {
            slow.coast(2.5e-5);
            fast.coast(2.5e-5);
        }

        double limitRadPerS = SUPPLY_V / (Math.sqrt(3) * 3 * 66e-3);
        assertThat(limitRadPerS).isBetween(860.0, 1000.0);
        assertThat(slow.drawnA()).isCloseTo(0, within(0.1));
        assertThat(fast.drawnA()).isLessThan(-1);
    }

    @Test
    void whatIsFedBackRaisesTheLinkUntilTheBrakeTakesIt() {
        DcLink link = new DcLink(new DcLink.Parameters(300, 0.05, 1e-4, new DcLink.Brake(2, 380, 360)));
        SimulatedDrive drive = pmsm(link);
        drive.state()[Machine.OMEGA] = 1500;
        for (int step = 0; step < 20_000; step++) {
            drive.coast(2.5e-5);
        }

        assertThat(drive.supplyV()).isBetween(350.0, 400.0);
        assertThat(link.brakeHeatJ()).isPositive();
    }

    @ParameterizedTest
    @FieldSource("dev.creance.dynamics.drive.DriveParameterFiles#NAMES")
    void everyMachineLosesItsCurrentsAndKeepsItsNumbers(String name) {
        DriveParameters parameters = DriveParameterFiles.named(name);
        DrivePlantConfig config = DrivePlantConfig.from(ConfigFile.parse(
                "robot.yaml",
                "{model: drive, params: " + name
                        + ", supply: {kind: ideal, voltage_v: 100}, load: {kind: friction, inertia_kg_m2: 10}}"));
        SimulatedDrive drive = config.plant().drive();
        double[] action = new double[drive.parts().converter().actions()];
        Arrays.fill(action, 0.3);
        action[0] = 0.5;
        for (int step = 0; step < 400; step++) {
            drive.step(action, 2.5e-5);
        }
        double before = largest(drive);
        for (int step = 0; step < 80_000; step++) {
            drive.coast(2.5e-5);
        }

        assertThat(before).isGreaterThan(0.3);
        assertThat(largest(drive)).as(parameters.name()).isLessThan(0.02 * before);
        assertThat(drive.state()).doesNotContain(Double.NaN);
    }

    private static double largest(SimulatedDrive drive) {
        double largest = 0;
        for (double current : drive.terminalA()) {
            largest = Math.max(largest, Math.abs(current));
        }
        return largest;
    }

    private static SimulatedDrive pmsm(Supply supply) {
        return new SimulatedDrive(Drives.parts(
                Drives.PMSM, new ContinuousConverter.B6Bridge(0), supply, Fidelity.PHYSICAL, new Load.ConstantSpeed()));
    }
}
