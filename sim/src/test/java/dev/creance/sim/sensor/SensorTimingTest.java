package dev.creance.sim.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorTimingTest {
    private static final long PERIOD_NS = 1_000_000;

    /** One arrival. */
    private record Arrival(long tick, double value, long sampleNs) {}

    @Test
    void aSensorAtATenthOfTheRateSpeaksInEveryTenthPeriod() {
        assertThat(arrivals(new SensorTiming(10, 0, 0, 0), 35, 1))
                .containsExactly(
                        new Arrival(0, 0, 0),
                        new Arrival(10, 10, 10_000_000),
                        new Arrival(20, 20, 20_000_000),
                        new Arrival(30, 30, 30_000_000));
    }

    @Test
    void aSampleArrivesAfterItsLatencyWithTheTimeAtWhichItWasTaken() {
        assertThat(arrivals(new SensorTiming(2, 0.005, 0, 0), 10, 1))
                .containsExactly(new Arrival(5, 0, 0), new Arrival(7, 2, 2_000_000), new Arrival(9, 4, 4_000_000));
    }

    @Test
    void jitterStaysWithinItsBoundAndSamplesStayInOrder() {
        Property.check(100, choices -> {
            double latencyS = choices.between(0, 0.02);
            double jitterS = choices.between(0, 0.02);
            List<Arrival> arrivals =
                    arrivals(new SensorTiming(choices.integer(1, 5), latencyS, jitterS, 0), 500, choices.bits());
            long last = -1;
            for (Arrival arrival : arrivals) {
                double age = arrival.tick * 1e-3 - arrival.sampleNs * 1e-9;
                // it is seen in the period after its arrival
                assertThat(age).isBetween(latencyS - 1e-9, latencyS + jitterS + 1e-3);
                assertThat(arrival.sampleNs).isGreaterThan(last);
                assertThat(arrival.value).isEqualTo(arrival.sampleNs / PERIOD_NS);
                last = arrival.sampleNs;
            }
        });
    }

    @Test
    void droppedSamplesAreTheirShare() {
        int arrived = arrivals(new SensorTiming(1, 0, 0, 0.3), 20_000, 5).size();

        assertThat(arrived / 20_000.0).isCloseTo(0.7, within(0.015));
    }

    @Test
    void aSensorThatDropsAllNeverSpeaks() {
        Sensor sensor = sensor(new SensorTiming(1, 0, 0, 1), 1);
        sensor.advance(new double[1], 0, 0);

        assertThat(sensor.everArrived()).isFalse();
    }

    @Test
    void timesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new SensorTiming(0, 0, 0, 0)).hasMessageContaining("divider=0");
        assertThatThrownBy(() -> new SensorTiming(1, Double.NaN, 0, 0)).hasMessageContaining("latencyS=NaN");
        assertThatThrownBy(() -> new SensorTiming(1, 0, 0, 1.1)).hasMessageContaining("dropout=1.1");
    }

    private static List<Arrival> arrivals(SensorTiming timing, int ticks, long seed) {
        Sensor sensor = sensor(timing, seed);
        List<Arrival> arrivals = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            sensor.advance(new double[] {tick}, 0, tick * PERIOD_NS);
            if (sensor.arrived()) {
                arrivals.add(new Arrival(tick, sensor.value()[0], sensor.sampleNs()));
            }
        }
        return arrivals;
    }

    private static Sensor sensor(SensorTiming timing, long seed) {
        return new Sensor(new Sensor.Parameters(1, SensorErrors.none(), timing, 0), PERIOD_NS, seed);
    }
}
