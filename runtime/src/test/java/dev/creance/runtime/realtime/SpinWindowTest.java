package dev.creance.runtime.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SpinWindowTest {
    private static final long MS = 1_000_000;

    /** The histogram counts in steps of a thousandth, the window in microseconds. */
    private static final double STEP = 1.001;

    private final Histogram wakeUps = new Histogram(3);

    private void late(long ns, int times) {
        wakeUps.recordValueWithCount(ns, times);
    }

    private SpinWindow window(double cpuBudget) {
        return SpinWindow.smallestFor(wakeUps, MS, cpuBudget);
    }

    private static void assertSpin(SpinWindow window, long ns) {
        assertThat((double) window.spinNs()).isBetween((double) ns, ns * STEP + 1_000);
    }

    @Test
    void itCoversAllButHalfAPerCentAndAQuarterMore() {
        late(40_000, 900);
        late(60_000, 95);
        late(200_000, 5);

        SpinWindow window = window(0.5);

        assertSpin(window, 75_000);
        assertThat(window.coveredShare()).isEqualTo(0.995);
        assertThat(window.wakeUps()).isEqualTo(1000);
        assertThat(window.capped()).isFalse();
    }

    @Test
    void onAMachineThatWakesWellItIsSmallWithAMarginThatIsNot() {
        late(3_000, 1000);

        assertSpin(window(0.5), 8_000);
    }

    @Test
    void theBudgetCapsIt() {
        late(60_000, 1000);

        SpinWindow window = window(0.07);

        assertThat(window.spinNs()).isEqualTo(70_000);
        assertThat(window.capped()).isTrue();
        assertThat(window.coveredShare()).isEqualTo(1);
    }

    @Test
    void noBudgetIsSpentOnStallsBeyondIt() {
        late(50_000, 950);
        late(7 * MS, 50);

        SpinWindow window = window(0.5);

        assertSpin(window, 62_500);
        assertThat(window.coveredShare()).isEqualTo(0.95);
        assertThat(window.capped()).isFalse();
    }

    @Test
    void whereNothingWasMeasuredWithinTheBudgetTheUsualWindowIsTakenIfItMay() {
        assertThat(window(0.5)).isEqualTo(new SpinWindow(MonotonicClock.DEFAULT_SPIN_NS, Double.NaN, 0, false));

        late(2 * MS, 10);

        assertThat(window(0.5)).isEqualTo(new SpinWindow(MonotonicClock.DEFAULT_SPIN_NS, 0, 10, false));
        assertThat(window(0.02)).isEqualTo(new SpinWindow(20_000, 0, 10, true));
    }

    @Test
    void aSlowLoopIsBoundByTheClockNotByItsPeriod() {
        late(900_000, 100);

        SpinWindow window = SpinWindow.smallestFor(wakeUps, 1000 * MS, 0.5);

        assertThat(window.spinNs()).isEqualTo(MonotonicClock.GREATEST_SPIN_NS);
        assertThat(window.capped()).isTrue();
    }

    @Test
    void whateverWasMeasuredTheBudgetIsKeptAndMoreBudgetNeverCoversLess() {
        Property.check(500, choices -> {
            Histogram any = new Histogram(3);
            int samples = choices.integer(1, 300);
            for (int i = 0; i < samples; i++) {
                any.recordValue(choices.integer(0, 1_500_000));
            }
            double budget = choices.integer(1, 44) * 0.01;

            SpinWindow small = SpinWindow.smallestFor(any, MS, budget);
            SpinWindow great = SpinWindow.smallestFor(any, MS, 2 * budget);

            assertThat(small.spinNs()).isPositive().isLessThanOrEqualTo((long) (budget * MS));
            assertThat(great.coveredShare()).isGreaterThanOrEqualTo(small.coveredShare());
            assertThat(small.coveredShare()).isCloseTo((double) covered(any, small) / samples, within(1e-12));
            new MonotonicClock(small.spinNs());
        });
    }

    private static long covered(Histogram any, SpinWindow window) {
        // The bin that the window's end lies in counts only where it ends within.
        long last = any.highestEquivalentValue(window.spinNs()) <= window.spinNs()
                ? window.spinNs()
                : any.lowestEquivalentValue(window.spinNs()) - 1;
        return last < 0 ? 0 : any.getCountBetweenValues(0, last);
    }
}
