package dev.creance.dynamics.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Load LOAD = new Load.Polynomial(0.02, 0.3, 0.01, 1e-4);

    @Test
    void theLoadTakesPowerInEitherSenseOfRotation() {
        Property.check(500, choices -> {
            double omega = choices.between(-400, 400);

            assertThat(LOAD.acceleration(0, omega, 0) * omega).isLessThanOrEqualTo(0);
            assertThat(LOAD.acceleration(0, -omega, 0)).isEqualTo(-LOAD.acceleration(0, omega, 0));
        });
    }

    @Test
    void theLoadAtSpeedIsItsPolynomial() {
        assertThat(LOAD.acceleration(0, 100, 10)).isCloseTo((10 - 0.3 - 0.01 * 100 - 1e-4 * 1e4) / 0.02, within(1e-9));
    }

    @Test
    void nearStandstillCoulombFrictionIsALineThatStopsWithinAMillisecond() {
        assertThat(new Load.Polynomial(0.02, 0.3, 0, 0).acceleration(0, 0.01, 0))
                .isCloseTo(-10, within(1e-12));
    }

    @Test
    void anImposedSpeedIsReachedAheadByTheTimeItTakesToFollow() {
        Load.ExternalSpeed load = new Load.ExternalSpeed(100, 80, 5, 1e-4);

        // one Euler step of τ lands on the course
        double next = 100 + 1e-4 * load.acceleration(0, 100, 1e9);

        assertThat(next).isCloseTo(load.courseRadPerS(1e-4), within(1e-12));
        assertThat(load.courseRadPerS(0.05)).isCloseTo(180, within(1e-12));
    }

    @Test
    void aTestBenchOfConstantSpeedDoesNotYield() {
        assertThat(new Load.ConstantSpeed().acceleration(1, 100, 1e6)).isZero();
    }
}
