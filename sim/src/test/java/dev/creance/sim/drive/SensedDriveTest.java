package dev.creance.sim.drive;

import static dev.creance.dynamics.drive.SynchronousMachine.DIRECT;
import static dev.creance.dynamics.drive.SynchronousMachine.QUADRATURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.dynamics.drive.estimate.DriveObserver;
import dev.creance.sim.sensor.Sensor;
import dev.creance.sim.sensor.SensorErrors;
import dev.creance.sim.sensor.SensorTiming;
import org.junit.jupiter.api.Test;

/** An observer on a simulated drive that it knows by an encoder and by current sensors with gain, offset, noise and steps. */
class SensedDriveTest {
    private static final double SUPPLY_V = 420;
    private static final double WANTED_RAD_PER_S = 60;

    private final SimulatedDrive drive = Drives.pmsm(new IdealSupply(SUPPLY_V), Fidelity.PHYSICAL);
    private final Encoder encoder = new Encoder(new Encoder.Parameters(4096, 0, 10));
    private final DriveObserver observer = new DriveObserver(
            new DriveObserver.Settings(Drives.PMSM, 0.02, 0, Drives.STEP_S, new DriveObserver.Bandwidth(500, 30), 20));
    private final double[] terminalV = new double[3];

    @Test
    void theObserverFindsSpeedAndLoadThroughSensorsWithErrors() {
        Sensor currents = new Sensor(
                new Sensor.Parameters(3, new SensorErrors(0.01, 0.3, 0, 2e-3, 400, 0.05), SensorTiming.immediate(), 0),
                100_000,
                7);
        observer.start(0, 0);
        double worst = 0;
        for (int step = 0; step < 20_000; step++) {
            control();
            currents.advance(drive.terminalA(), 0, step * 100_000L);
            encoder.read(drive.shaftRad(), Drives.STEP_S);
            observer.step(terminalV, currents.value(), 0, encoder.angleRad());
            if (step > 15_000) {
                worst = Math.max(worst, Math.abs(observer.speedRadPerS() - drive.state()[Machine.OMEGA]));
            }
        }

        double omega = drive.state()[Machine.OMEGA];
        assertThat(omega).isCloseTo(WANTED_RAD_PER_S, within(1.0));
        assertThat(worst).isLessThan(0.3);
        // an offset of 0.3 A on a phase is a torque of up to 0.1 Nm that turns with the field
        assertThat(observer.loadNm()).isCloseTo(0.1 + 0.01 * omega + 1e-4 * omega * omega, within(0.4));
        assertThat(observer.quadratureA()).isCloseTo(drive.state()[QUADRATURE], within(1.0));
    }

    /** By the true state: what drives it is not what is tested. */
    private void control() {
        PermanentMagnetSynchronous m = Drives.PMSM;
        double[] x = drive.state();
        double electrical = 3 * x[Machine.OMEGA];
        double wantedA = 3 * (WANTED_RAD_PER_S - x[Machine.OMEGA]) + 3.5;
        double quadratureV =
                electrical * (m.fluxVs() + m.directInductanceH() * x[DIRECT]) + 0.4 * (wantedA - x[QUADRATURE]);
        double directV = -electrical * m.quadratureInductanceH() * x[QUADRATURE] - 0.4 * x[DIRECT];
        ThreePhase.fromRotor(directV, quadratureV, x[PermanentMagnetSynchronous.ANGLE], terminalV);
        double[] action = new double[3];
        for (int i = 0; i < 3; i++) {
            action[i] = terminalV[i] / (SUPPLY_V / 2);
        }
        drive.step(action, Drives.STEP_S);
    }
}
