package dev.creance.dynamics.quadrotor.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosineGustTest {
    @ParameterizedTest
    @CsvSource({
        "1.9, 0",
        "2, 0",
        "2.25, 0.146447",
        "2.5, 0.5",
        "3, 1",
        "5.5, 1",
        "6, 1",
        "6.5, 0.5",
        "6.75, 0.146447",
        "7, 0",
        "9, 0"
    })
    void buildsUpStaysAndFallsOff(double timeS, double share) {
        assertThat(new CosineGust(new double[] {5, 0, 0}, 2, 1, 3).share(timeS)).isCloseTo(share, within(1e-6));
    }

    @Test
    void staysForEverWithAnInfiniteHold() {
        CosineGust gust = new CosineGust(new double[] {5, 0, 0}, 2, 1, Double.POSITIVE_INFINITY);

        assertThat(gust.share(2.5)).isCloseTo(0.5, within(1e-12));
        assertThat(gust.share(1e9)).isEqualTo(1);
    }
}
