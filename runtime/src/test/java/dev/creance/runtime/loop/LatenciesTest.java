package dev.creance.runtime.loop;

import static dev.creance.runtime.loop.Latencies.Kind.OBSERVE;
import static dev.creance.runtime.loop.Latencies.Kind.POLICY;
import static dev.creance.runtime.loop.Latencies.Kind.READ;
import static dev.creance.runtime.loop.Latencies.Kind.RECORD;
import static dev.creance.runtime.loop.Latencies.Kind.SHIELD;
import static dev.creance.runtime.loop.Latencies.Kind.TICK;
import static dev.creance.runtime.loop.Latencies.Kind.WAKE_UP;
import static dev.creance.runtime.loop.Latencies.Kind.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.Allocation;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void eachKindIsKeptApart() {
        latencies.wakeUp(10, 0, 1000);
        latencies.tick(20);
        latencies.policy(30);
        latencies.shield(40);
        latencies.read(50);
        latencies.observe(60);
        latencies.write(70);
        latencies.keep(80);

        assertThat(latencies.soFar(WAKE_UP).getMaxValue()).isEqualTo(10);
        assertThat(latencies.soFar(TICK).getMaxValue()).isEqualTo(20);
        assertThat(latencies.soFar(POLICY).getMaxValue()).isEqualTo(30);
        assertThat(latencies.soFar(SHIELD).getMaxValue()).isEqualTo(40);
        assertThat(latencies.soFar(READ).getMaxValue()).isEqualTo(50);
        assertThat(latencies.soFar(OBSERVE).getMaxValue()).isEqualTo(60);
        assertThat(latencies.soFar(WRITE).getMaxValue()).isEqualTo(70);
        assertThat(latencies.soFar(RECORD).getMaxValue()).isEqualTo(80);
    }

    @Test
    void readingWhileARunGoesOnLosesNothing() {
        latencies.tick(100);
        assertThat(latencies.soFar(TICK).getTotalCount()).isEqualTo(1);

        latencies.tick(200);

        assertThat(latencies.soFar(TICK).getTotalCount()).isEqualTo(2);
        assertThat(latencies.soFar(TICK).getTotalCount()).isEqualTo(2);
    }

    @Test
    void theFiguresAreThoseOfTheCopyAndTakingThemMakesNoGarbage() {
        for (int i = 1; i <= 1000; i++) {
            latencies.wakeUp(i * 1000L, 0, 1_000_000);
        }
        long[] figures = new long[6];

        latencies.soFar(WAKE_UP, figures, 1);

        Histogram copy = latencies.soFar(WAKE_UP);
        assertThat(figures)
                .containsExactly(
                        0,
                        copy.getValueAtPercentile(50),
                        copy.getValueAtPercentile(99),
                        copy.getValueAtPercentile(99.9),
                        copy.getMaxValue(),
                        0);
        assertThat(Allocation.bytesOf(20, () -> latencies.soFar(WAKE_UP, figures, 1)))
                .isLessThan(20 * 1000);
    }

    @Test
    void everySkippedTickCountsWithTheLatencyItWouldHaveHad() {
        latencies.wakeUp(300, 4, 1000);

        Histogram histogram = latencies.soFar(WAKE_UP);
        assertThat(histogram.getTotalCount()).isEqualTo(5);
        assertThat(histogram.getMaxValue()).isCloseTo(4300, within(4L));
        assertThat(histogram.getMean()).isCloseTo(2300, within(4.0));
    }

    @Test
    void aLatencyBeyondTheScaleIsKeptAtItsEnd() {
        latencies.tick(Long.MAX_VALUE);
        latencies.tick(-1);

        assertThat(latencies.soFar(TICK).getTotalCount()).isEqualTo(2);
        assertThat(latencies.soFar(TICK).getMaxValueAsDouble()).isCloseTo(60e9, within(0.1e9));
    }

    @Test
    void recordingAllocatesNothing() {
        long allocated = Allocation.bytesOf(20_000, () -> {
            latencies.wakeUp(123_456, 2, 1_000_000);
            latencies.tick(20_000);
            latencies.policy(30_000);
            latencies.shield(2_000);
            latencies.read(500);
            latencies.observe(600);
            latencies.write(700);
            latencies.keep(800);
        });

        assertThat(allocated).isZero();
    }
}
