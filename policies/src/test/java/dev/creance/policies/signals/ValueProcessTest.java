package dev.creance.policies.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.manifest.Processes;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class ValueProcessTest {
    private static ValueProcess process(String yaml, int size) {
        return new ValueProcess(
                Processes.read(ConfigFile.parse("test", "process: " + yaml).child("process"), size));
    }

    private static double through(ValueProcess process, double value) {
        double[] values = {value};
        process.apply(values);
        return values[0];
    }

    @Test
    void theOrderOfOperationsIsThatOfTheList() {
        assertThat(through(process("[{scale: 2}, {offset: 1}, {clip: [-3, 3]}]", 1), 2))
                .isEqualTo(3);
        assertThat(through(process("[{clip: [-3, 3]}, {offset: 1}, {scale: 2}]", 1), 2))
                .isEqualTo(6);
        assertThat(through(process("[{offset: 1}, {clip: [-3, 3]}, {scale: 2}]", 1), 9))
                .isEqualTo(6);
    }

    @Test
    void eachValueMayHaveItsOwnNumbers() {
        double[] values = {1, 1, 1};
        process("[{scale: [1, 2, 3]}, {clip: [[0, 0, 0], [9, 1, 9]]}]", 3).apply(values);

        assertThat(values).containsExactly(1, 1, 3);
    }

    @Test
    void nanPassesThroughEveryOperation() {
        assertThat(through(process("[{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}]", 1), Double.NaN))
                .isNaN();
    }

    @Test
    void theInverseUndoesWhatClippingLeftAlone() {
        ValueProcess process = process("[{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}]", 1);
        Property.check(500, choices -> {
            float action = (float) choices.between(-1, 1);
            assertThat((float) process.inverse(0, through(process, action))).isEqualTo(action);
            double beyond = choices.between(1, 5);
            assertThat(process.inverse(0, through(process, beyond))).isCloseTo(1, within(1e-15));
        });
    }

    @Test
    void theRangeOfResultsFollowsFromTheClips() {
        ValueProcess process = process("[{clip: [-1, 1]}, {scale: -0.5}, {offset: 0.5}]", 1);

        assertThat(process.least(0)).isEqualTo(0);
        assertThat(process.greatest(0)).isEqualTo(1);
        assertThat(process("[{scale: 2}]", 1).greatest(0)).isInfinite();
    }
}
