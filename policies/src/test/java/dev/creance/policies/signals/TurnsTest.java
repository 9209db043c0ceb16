package dev.creance.policies.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void sineAndCosineAreThoseOfTheAngle() {
        Property.check(2000, choices -> {
            double turns = choices.between(-3, 3);
            assertThat(Turns.sin(turns)).isCloseTo(StrictMath.sin(2 * Math.PI * turns), within(1e-14));
            assertThat(Turns.cos(turns)).isCloseTo(StrictMath.cos(2 * Math.PI * turns), within(1e-14));
        });
    }

    @Test
    void quartersOfATurnAreExact() {
        for (int quarter = -8; quarter <= 8; quarter++) {
            assertThat(Turns.sin(quarter / 4.0)).isCloseTo(Math.rint(Math.sin(quarter * Math.PI / 2)), within(0.0));
        }
    }

    @Test
    void whatIsNoNumberHasNoSine() {
        assertThat(Turns.sin(Double.NaN)).isNaN();
    }
}
