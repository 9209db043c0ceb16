package dev.creance.sim.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.Disturbance;
import dev.creance.sim.Noise;
import dev.creance.sim.SimulatedMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plant that {@code policies/training/quadrotor_safety} trains on is this simulator's, in steps ten times as long. */
class TrainingPlantTest {
    private static final QuadrotorParameters CRAZYFLIE = QuadrotorParameterFiles.named("crazyflie-2.x");
    private static final int STATES = 17;
    private static final int STEPS_TO_A_TICK = 10;
    private static final double TOLERANCE = 2e-5;

    @Test
    void theFlightsOfTheTrainingAreThoseOfTheSimulator() throws IOException {
        Map<Double, SimulatedMachine> flights = new HashMap<>();
        double[] state = new double[STATES];
        List<double[]> rows = rows("training_crazyflie.csv");
        for (double[] row : rows) {
            double[] recorded = Arrays.copyOfRange(row, 8, 8 + STATES);
            if (!flights.containsKey(row[0])) {
                SimulatedMachine machine = machine();
                machine.place(recorded);
                flights.put(row[0], machine);
                continue;
            }
            SimulatedMachine machine = flights.get(row[0]);
            double[] throttle = new double[4];
            for (int i = 0; i < 4; i++) {
                throttle[i] = (row[1 + i] + 1) / 2;
            }
            double[] force = new double[3];
            for (int i = 0; i < 3; i++) {
                force[i] = CRAZYFLIE.massKg() * row[5 + i];
            }
            machine.disturb(Disturbance.FORCE, force);
            for (int i = 0; i < STEPS_TO_A_TICK; i++) {
                machine.step(throttle);
            }
            machine.state(state);
            assertThat(state).containsExactly(recorded, within(TOLERANCE));
        }
        assertThat(rows).hasSize(243);
    }

    private static SimulatedMachine machine() {
        QuadrotorPlantConfig config = QuadrotorPlantConfig.from(ConfigFile.parse(
                "plant.yaml", "{model: quadrotor, params: crazyflie-2.x, ground: false, sensors: ideal}"));
        return config.machine(config.noLimits(), new Noise(1));
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
