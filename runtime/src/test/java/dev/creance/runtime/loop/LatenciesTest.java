package dev.creance.runtime.loop;

import static dev.creance.runtime.loop.Latencies.Kind.POLICY;
import static dev.creance.runtime.loop.Latencies.Kind.SHIELD;
import static dev.creance.runtime.loop.Latencies.Kind.TICK;
import static dev.creance.runtime.loop.Latencies.Kind.WAKE_UP;
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

        assertThat(latencies.soFar(WAKE_UP).getMaxValue()).isEqualTo(10);
        assertThat(latencies.soFar(TICK).getMaxValue()).isEqualTo(20);
        assertThat(latencies.soFar(POLICY).getMaxValue()).isEqualTo(30);
        assertThat(latencies.soFar(SHIELD).getMaxValue()).isEqualTo(40);
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
        });

        assertThat(allocated).isZero();
    }
}
