package dev.creance.runtime.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SpinCalibrationTest {
    @Test
    void theMeasuredWindowKeepsTheBudgetAndTellsWhatItIsDrawnFrom() {
        SpinWindow window =
                SpinCalibration.measure(new Waiting.Calibrated(0.3), 250_000, OptionalInt.empty(), OptionalInt.empty());

        assertThat(window.spinNs()).isBetween(1L, 75_000L);
        assertThat(window.wakeUps()).isGreaterThanOrEqualTo(1_600);
        assertThat(window.coveredShare()).isBetween(0.0, 1.0);
    }

    @Test
    void aSlowLoopIsMeasuredAtARateThatTellsSomething() {
        SpinWindow window = SpinCalibration.measure(
                new Waiting.Calibrated(0.3), 1_000_000_000, OptionalInt.empty(), OptionalInt.empty());

        assertThat(window.wakeUps()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void budgetsAndWindowsOutOfTheirBoundsAreRefused() {
        assertThatThrownBy(() -> new Waiting.Calibrated(1)).hasMessage("cpuBudget=1.0 is outside 0 to 1");
        assertThatThrownBy(() -> new Waiting.Calibrated(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Waiting.SleepThenSpin(0)).hasMessage("spinNs=0 is outside 1 to 1000000");
    }
}
