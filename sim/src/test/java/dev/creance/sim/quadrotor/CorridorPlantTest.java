package dev.creance.sim.quadrotor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plant that {@code policies/training/quadrotor_corridor} trains on, against this simulator's. */
class CorridorPlantTest {
    private static final int TICKS_PER_PERIOD = 10;
    private static final double MASS_KG = 0.030600000000000002;
    private static final double[] WIND_MPERS2 = {0.4, -0.3, 0.1};

    private static List<double[]> rows() throws IOException {
        try (InputStream in = CorridorPlantTest.class.getResourceAsStream("corridor_crazyflie.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }

    /** Three seconds of hard turns in wind; the training takes steps of 2 ms, the simulator of 1 ms. */
    @Test
    void underTheSameThrottlesBothFlyAlike() throws IOException {
        QuadrotorPlant plant = new QuadrotorPlant(
                QuadrotorPlantConfig.from(ConfigFile.parse(
                        "plant.yaml",
                        "{model: quadrotor, params: crazyflie-2.x, ground: false,"
                                + " start: {position: [0 m, 0 m, 0.7 m], throttle: 0.6}}")),
                new QuadrotorJudge(QuadrotorLimits.none()),
                1);
        plant.gust(MASS_KG * WIND_MPERS2[0], MASS_KG * WIND_MPERS2[1], MASS_KG * WIND_MPERS2[2]);
        List<double[]> rows = rows();
        double farthest = 0;
        for (double[] row : rows) {
            for (int tick = 0; tick < TICKS_PER_PERIOD; tick++) {
                plant.step(row, 0.001);
            }
            for (int i = 0; i < plant.state().values.length; i++) {
                farthest = Math.max(farthest, Math.abs(plant.state().values[i] - row[4 + i]));
            }
        }

        assertThat(rows).hasSize(300);
        assertThat(rows.getLast()[5]).as("y, m: it went somewhere").isLessThan(-0.5);
        assertThat(farthest).isBetween(1e-12, 1e-4);
    }
}
