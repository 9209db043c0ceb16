package dev.creance.runtime.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PropertyTest {
    @Test
    void aPropertyThatFailsIsReportedWithItsSeedAndShrunkChoices() {
        assertThatThrownBy(() -> Property.check(1000, choices -> {
                    choices.between(0, 1);
                    assertThat(choices.integer(0, 1000)).isLessThan(500);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed")
                .hasMessageContaining("shrunk to choices [0.0, 0.5");
    }

    @Test
    void hostileValuesIncludeNanAndInfinity() {
        boolean[] seen = new boolean[2];
        Property.check(500, choices -> {
            double value = choices.hostile(0, 1);
            seen[0] |= Double.isNaN(value);
            seen[1] |= Double.isInfinite(value);
        });

        assertThat(seen).containsExactly(true, true);
    }
}
