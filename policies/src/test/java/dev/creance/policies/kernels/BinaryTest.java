package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BinaryTest {
    @ParameterizedTest
    @EnumSource
    void bothTwinsAgreeBitForBitHoweverTheTensorsMeet(Binary function) {
        Property.check(300, choices -> {
            int rows = choices.integer(1, 5);
            int columns = choices.integer(1, 50);
            Binary.Shape shape = switch (choices.integer(0, 4)) {
                case 0 -> Binary.Shape.same(rows * columns);
                case 1 -> Binary.Shape.byScalar(rows * columns);
                case 2 -> Binary.Shape.ofScalar(rows * columns);
                case 3 -> Binary.Shape.byRow(rows, columns);
                default -> Binary.Shape.byColumn(rows, columns);
            };
            Floats memory = Floats.room(3 * rows * columns + 3);
            int a = memory.put(Floats.hostile(choices, rows * columns));
            int b = memory.put(Floats.hostile(choices, rows * columns));
            boolean whole = shape.aStep() == 1;
            int y = whole && choices.bool() ? a : memory.take(rows * columns);
            Floats twin = memory.copy();

            function.apply(memory.memory(), a, b, y, shape);
            ScalarBinary.apply(function, twin.memory(), a, b, y, shape);

            memory.sameAs(twin);
        });
    }

    @Test
    void eachDoesWhatItsNameSays() {
        assertThat(each(6, -4)).containsExactly(2, 10, -24, -1.5f, -4, 6);
        assertThat(ScalarBinary.value(Binary.MAX, Float.NaN, 1)).isNaN();
        assertThat(1 / ScalarBinary.value(Binary.MIN, 0f, -0f)).isNegative();
    }

    private static float[] each(float a, float b) {
        float[] results = new float[Binary.values().length];
        for (Binary function : Binary.values()) {
            results[function.ordinal()] = ScalarBinary.value(function, a, b);
        }
        return results;
    }

    @Test
    void twoScalarsAreNoShape() {
        assertThatThrownBy(() -> new Binary.Shape(1, 3, 0, 0, 0, 0)).hasMessageContaining("steps 0 and 0");
    }
}
