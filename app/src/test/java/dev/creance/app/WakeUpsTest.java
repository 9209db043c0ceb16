package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.realtime.Finding;
import dev.creance.runtime.realtime.Fitness;
import dev.creance.runtime.realtime.WakeupProbe;
import java.util.List;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
    private static final long US = 1_000;
    private static final long MS = 1_000_000;

    /** So many wake-ups at once, and some that are late by as much. */
    private static WakeUps wakeUps(double rateHz, long prompt, long late, long lateNs, long delayNs, long stealNs) {
        Histogram histogram = new Histogram(1, 60_000_000_000L, 3);
        histogram.recordValueWithCount(300, prompt);
        if (late > 0) {
            histogram.recordValueWithCount(lateNs, late);
        }
        WakeupProbe.Plan plan = new WakeupProbe.Plan(
                Math.round(1e9 / rateHz), 10_000 * MS, 80 * US, OptionalInt.of(1), OptionalInt.of(80));
        return new WakeUps(
                rateHz,
                plan,
                new WakeupProbe.Result(histogram, prompt + late, late, 0, 0.1, 0, delayNs, stealNs),
                "none");
    }

    private static WakeUps wakeUps(double rateHz, long prompt, long late, long lateNs) {
        return wakeUps(rateHz, prompt, late, lateNs, 0, 0);
    }

    @Test
    void aRateWithoutALateWakeUpIsFit() {
        Finding finding = wakeUps(1000, 10_000, 0, 0).finding();

        assertThat(finding.fitness()).isEqualTo(Fitness.GO);
        assertThat(finding.found()).startsWith("1 kHz: 0 of 10000 later than one period; p50 0.3 p99 0.3");
    }

    @Test
    void oneLateWakeUpInTenThousandIsACaution() {
        assertThat(wakeUps(1000, 9_999, 1, 2 * MS).finding().fitness()).isEqualTo(Fitness.CAUTION);
    }

    @Test
    void oneInAThousandIsNoGo() {
        assertThat(wakeUps(1000, 999, 1, 2 * MS).finding().fitness()).isEqualTo(Fitness.NO_GO);
    }

    @Test
    void aTailThatLeavesLittleOfThePeriodIsACaution() {
        assertThat(wakeUps(1000, 9_900, 100, 600 * US).finding().fitness()).isEqualTo(Fitness.CAUTION);
    }

    @Test
    void nothingMeasuredIsNoGo() {
        assertThat(wakeUps(1000, 0, 0, 0).finding().fitness()).isEqualTo(Fitness.NO_GO);
    }

    @Test
    void theRemedyNamesTheHostBeforeOtherThreads() {
        assertThat(wakeUps(1000, 9_999, 1, 2 * MS, 3 * MS, 20 * MS).finding().remedy())
                .startsWith("the host took 20.0 ms");
        assertThat(wakeUps(1000, 9_999, 1, 2 * MS, 3 * MS, 0).finding().remedy())
                .startsWith("other threads were ahead for 3.0 ms");
    }

    @Test
    void theHighestRateHeldIsJudgedByTheNextHigherMeasuredOne() {
        // late by 0.7 ms: too late for 2 kHz and above, in time for 1 kHz
        List<WakeUps> measured = List.of(wakeUps(4000, 400_000, 40, 700 * US));

        assertThat(WakeUps.highestHeldHz(measured)).isEqualTo(1000);
        assertThat(WakeUps.certainty(measured, 1000)).isEqualTo("0 of 400040");
    }

    @Test
    void nothingIsSaidOfRatesAboveTheMeasuredOnes() {
        assertThat(WakeUps.highestHeldHz(List.of(wakeUps(750, 10_000, 0, 0)))).isEqualTo(750);
    }

    @Test
    void fewerThanOneInAHundredThousandIsHeldOneIsNot() {
        assertThat(WakeUps.highestHeldHz(List.of(wakeUps(8000, 100_000, 1, 70 * MS))))
                .isEqualTo(8000);
        assertThat(WakeUps.highestHeldHz(List.of(wakeUps(8000, 99_999, 1, 70 * MS))))
                .isZero();
    }

    @Test
    void aShortMeasurementSaysHowLongACertainOneTakes() {
        assertThat(WakeUps.certainty(List.of(wakeUps(1000, 10_000, 0, 0)), 1000))
                .isEqualTo("0 of 10000; 95 % certain from --duration 300s on");
    }

    @Test
    void ratesAreWrittenAsPeopleDo() {
        assertThat(List.of(WakeUps.rate(1000), WakeUps.rate(2500), WakeUps.rate(250), WakeUps.rate(62.5)))
                .containsExactly("1 kHz", "2.5 kHz", "250 Hz", "62.5 Hz");
    }
}
