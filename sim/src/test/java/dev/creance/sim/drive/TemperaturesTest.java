package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TemperaturesTest {
    private static final double ROOM_K = 293.15;
    private static final double[] CURRENT_A = {50, -20, -30};
    private static final Temperatures.Parameters PARAMETERS = new Temperatures.Parameters(
            ROOM_K,
            new Temperatures.Body(400, 0.2),
            new Temperatures.Body(80, 0.1),
            new Temperatures.InverterLosses(0.8, 5e-3, 2e-3));

    private final Temperatures temperatures = new Temperatures(PARAMETERS);

    @Test
    void settlesWhereAsMuchHeatLeavesAsComes() {
        warm(200_000);

        assertThat(temperatures.windingK()).isCloseTo(ROOM_K + 0.2 * 300, within(1e-6));
        double inverterLossW = 100 * 0.8 + 5e-3 * (2500 + 400 + 900) + 2e-3 * 400 * 100;
        assertThat(temperatures.inverterK()).isCloseTo(ROOM_K + 0.1 * inverterLossW, within(1e-6));
    }

    @Test
    void heatsAtFirstAsItsCapacitySays() {
        warm(1);

        assertThat(temperatures.windingK() - ROOM_K).isCloseTo(300 / 400.0 * 0.01, within(1e-6));
    }

    @Test
    void copperGainsAFifthOfItsResistanceInFiftyKelvin() {
        assertThat(temperatures.resistanceFactor()).isEqualTo(1);
        warm(200_000);

        assertThat(temperatures.resistanceFactor()).isCloseTo(1 + 3.93e-3 * 60, within(1e-9));
    }

    @Test
    void coolsAgainAfterAReset() {
        warm(1000);
        temperatures.reset();

        assertThat(temperatures.windingK()).isEqualTo(ROOM_K);
        assertThat(temperatures.inverterK()).isEqualTo(ROOM_K);
    }

    private void warm(int steps) {
        for (int step = 0; step < steps; step++) {
            temperatures.step(300, CURRENT_A, 400, 0.01);
        }
    }
}
