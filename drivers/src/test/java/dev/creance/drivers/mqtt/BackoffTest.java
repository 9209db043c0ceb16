package dev.creance.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.drivers.mqtt.MqttSettings.BackoffSettings;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void pausesDoubleUpToTheGreatestAndAreShortenedByAtMostHalf() {
        Backoff backoff = new Backoff(new BackoffSettings(100, 1000, 1));
        long[] steps = {100, 200, 400, 800, 1000, 1000};

        for (long step : steps) {
            assertThat(backoff.nextNs()).isBetween(step / 2, step);
        }
    }

    @Test
    void startsAnewAfterASessionThatLasted() {
        Backoff backoff = new Backoff(new BackoffSettings(100, 1000, 1));
        LongStream.range(0, 10).forEach(i -> backoff.nextNs());

        backoff.reset();

        assertThat(backoff.nextNs()).isBetween(50L, 100L);
    }

    @Test
    void twoRobotsDoNotComeBackInStep() {
        Backoff one = new Backoff(new BackoffSettings(1000, 1_000_000, 1));
        Backoff other = new Backoff(new BackoffSettings(1000, 1_000_000, 2));

        assertThat(LongStream.range(0, 10).map(i -> one.nextNs()).toArray())
                .isNotEqualTo(LongStream.range(0, 10).map(i -> other.nextNs()).toArray());
    }
}
