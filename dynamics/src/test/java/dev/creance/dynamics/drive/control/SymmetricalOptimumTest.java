package dev.creance.dynamics.drive.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SymmetricalOptimumTest {
    private static final SymmetricalOptimum TUNING = new SymmetricalOptimum(4, 1e-4);

    @Test
    void givesTheGainsThatGemControllersPrints() {
        assertThat(TUNING.current(19e-6).proportional()).isCloseTo(0.0475, within(1e-15));
        assertThat(TUNING.current(19e-6).integralPerS()).isCloseTo(29.6875, within(1e-11));
        assertThat(TUNING.speed(0.0251).proportional()).isCloseTo(3.921875, within(1e-12));
        assertThat(TUNING.speed(0.0251).integralPerS()).isCloseTo(612.79296875, within(1e-9));
    }

    @Test
    void aWiderSpreadIsMoreCautious() {
        SymmetricalOptimum cautious = new SymmetricalOptimum(6, 1e-4);

        assertThat(cautious.current(1e-3).proportional())
                .isLessThan(TUNING.current(1e-3).proportional());
        assertThat(cautious.speed(1e-3).integralPerS())
                .isLessThan(TUNING.speed(1e-3).integralPerS());
    }
}
