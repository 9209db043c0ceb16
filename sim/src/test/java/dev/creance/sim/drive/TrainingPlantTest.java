package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.sim.ode.RungeKutta4;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plant that {@code policies/training/pmsm_current} trains on is this simulator's, driven with the voltages it recorded. */
class TrainingPlantTest {
    /**
     * Of currents up to 400 A. With the simulator's usual four Runge-Kutta steps to a period of the converter the two are more
     * than 1e-6 A apart; that this is those steps' own error, and not another model, shows in that sixteen take it away.
     */
    private static final double TOLERANCE_A = 5e-8;

    private static final int SUBSTEPS = 16;

    @Test
    void theCurrentsOfTheTrainingAreThoseOfTheSimulator() throws IOException {
        Map<Double, SimulatedDrive> bySpeed = new HashMap<>();
        double[] duty = new double[3];
        List<double[]> rows = rows("training_pmsm.csv");
        for (double[] row : rows) {
            SimulatedDrive drive = bySpeed.computeIfAbsent(row[0], TrainingPlantTest::turningAt);
            double electrical = Drives.PMSM.polePairs() * row[0];
            double angle = drive.state()[PermanentMagnetSynchronous.ANGLE] + electrical * row[1] / 2;
            ThreePhase.fromRotor(row[2], row[3], angle, duty);
            drive.step(duty, row[1]);

            double[] current = {drive.state()[1], drive.state()[2]};
            assertThat(current).containsExactly(Arrays.copyOfRange(row, 4, 6), within(TOLERANCE_A));
        }
        assertThat(rows).hasSize(180);
    }

    private static SimulatedDrive turningAt(double radPerS) {
        SimulatedDrive drive = new SimulatedDrive(new SimulatedDrive.Parts(
                Drives.PMSM,
                new ContinuousConverter.B6Bridge(0),
                new IdealSupply(300),
                new Load.ConstantSpeed(),
                Fidelity.PHYSICAL,
                size -> new RungeKutta4(SUBSTEPS, size)));
        drive.state()[Machine.OMEGA] = radPerS;
        return drive;
    }

    private static List<double[]> rows(String name) throws IOException {
        try (InputStream in = TrainingPlantTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }
}
