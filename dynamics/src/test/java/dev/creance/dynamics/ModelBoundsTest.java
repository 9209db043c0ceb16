package dev.creance.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.dynamics.ModelBounds.Disturbance;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelBoundsTest {
    private static final ModelBounds BOUNDS = new ModelBounds(
            0.95,
            Map.of("mass_kg", new Interval(0.0303, 0.0309)),
            Map.of("collective_m_per_s2", new Interval(1.9, 14.2)),
            Map.of("acceleration_m_per_s2", new Disturbance(0.21, 0.99, 0.02)),
            Optional.of(new Interval(0, 5e-4)));

    @Test
    void itsTextReadsAsWhatItWas() {
        assertThat(read(BOUNDS.yaml())).isEqualTo(BOUNDS);
    }

    @Test
    void whatWasNotIdentifiedIsNotThere() {
        ModelBounds nothing = new ModelBounds(0.95, Map.of(), Map.of(), Map.of(), Optional.empty());

        assertThat(read(nothing.yaml())).isEqualTo(nothing);
    }

    @Test
    void aBoundWithItsEndsSwappedIsRefusedAtItsPlace() {
        String swapped = BOUNDS.yaml().replace("[0.0303, 0.0309]", "[0.0309, 0.0303]");

        assertThatThrownBy(() -> read(swapped))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("my.yaml:4:")
                .hasMessageContaining("bounds.parameters.mass_kg=[0.0309, 0.0303] is empty");
    }

    private static ModelBounds read(String yaml) {
        return ModelBounds.from(ConfigFile.parse("my.yaml", yaml).child("bounds"));
    }
}
