package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.loop.LoopSettings;
import dev.creance.runtime.realtime.SpinWindow;
import dev.creance.runtime.realtime.Waiting;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TickWaitTest {
    private static final Waiting.Calibrated HALF = new Waiting.Calibrated(0.5);

    private static TickWait of(String wait) {
        String text = "loop: {rate: 1 kHz, policy_rate: 100 Hz, wait: " + wait + "}";
        return TickWait.choose(
                LoopSettings.from(ConfigFile.parse("robot.yaml", text).child("loop")));
    }

    @Test
    void eachModeSaysWhatItCosts() {
        assertThat(of("{mode: sleep}").text()).isEqualTo("sleep to each tick");
        assertThat(of("{mode: spin}").text()).isEqualTo("spin to each tick: a whole core");
        assertThat(of("{spin: 80 us}").text()).isEqualTo("sleep, then spin the last 80 us: at most 8.0 % of a core");
    }

    @Test
    void aMeasuredWindowSaysWhatItCoversAndWhatCapsIt() {
        assertThat(TickWait.calibrated(HALF, 125_000, new SpinWindow(62_500, 0.9871, 3200, true))
                        .text())
                .isEqualTo("sleep, then spin the last 63 us: at most 50.0 % of a core; covers 98.7 % of 3200 wake-ups;"
                        + " capped by cpu_budget=50 %");
        assertThat(TickWait.calibrated(HALF, 1_000_000, new SpinWindow(80_000, Double.NaN, 0, false))
                        .text())
                .endsWith("; no wake-up could be measured");
    }

    @Test
    void theSummaryAndTheLogHoldTheSame() {
        TickWait wait = TickWait.calibrated(HALF, 1_000_000, new SpinWindow(70_000, 0.995, 400, false));

        assertThat(wait.toJson().toString())
                .isEqualTo("{\"mode\":\"sleep_spin\",\"core_share\":0.07,\"spin_us\":70.0,\"calibrated\":true,"
                        + "\"covered_share\":0.995,\"wakeups_measured\":400,\"capped\":false}");
        assertThat(wait.metadata())
                .isEqualTo(Map.of("wait", "sleep_spin", "wait_spin_ns", "70000", "wait_measured", "true"));
        assertThat(of("{mode: spin}").toJson().toString())
                .isEqualTo("{\"mode\":\"spin\",\"core_share\":1.0,\"spin_us\":null,\"calibrated\":false}");
        assertThat(of("{mode: spin}").metadata()).doesNotContainKey("wait_spin_ns");
    }

    @Test
    void whatTheFileLeavesToTheMachineIsMeasuredWithinTheBudget() {
        TickWait wait = of("{cpu_budget: 5 %}");

        assertThat(wait.spinNs()).isBetween(1L, 50_000L);
        assertThat(wait.measured()).isPresent();
    }
}
