package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class GemvTest {
    @Test
    void bothTwinsAgreeBitForBitInAnyShape() {
        Property.check(400, choices -> {
            int inputs = choices.integer(1, 70);
            int outputs = choices.integer(1, 300);
            int rows = choices.integer(1, 9);
            Case drawn = new Case(choices, inputs, outputs, rows, choices.integer(0, 3) == 3);
            Floats twin = drawn.memory.copy();

            Gemv.apply(drawn.weights, drawn.memory.memory(), drawn.x, drawn.y, rows);
            ScalarGemv.apply(drawn.weights, twin.memory(), drawn.x, drawn.y, rows);

            drawn.memory.sameAs(twin);
        });
    }

    @Test
    void aRowIsTheSameAloneAndAmongOthers() {
        Property.check(100, choices -> {
            int inputs = choices.integer(1, 40);
            int outputs = choices.integer(1, 300);
            int rows = choices.integer(1, 9);
            Case drawn = new Case(choices, inputs, outputs, rows, false);
            Floats alone = drawn.memory.copy();

            Gemv.apply(drawn.weights, drawn.memory.memory(), drawn.x, drawn.y, rows);
            for (int row = 0; row < rows; row++) {
                Gemv.apply(drawn.weights, alone.memory(), drawn.x + row * inputs, drawn.y + row * outputs);
            }

            drawn.memory.sameAs(alone);
        });
    }

    @Test
    void itIsAsNearToExactArithmeticAsItSays() {
        Property.check(100, choices -> {
            int inputs = choices.integer(1, 600);
            int outputs = choices.integer(1, 150);
            Case drawn = new Case(choices, inputs, outputs, 1, false);

            Gemv.apply(drawn.weights, drawn.memory.memory(), drawn.x, drawn.y);

            for (int j = 0; j < outputs; j++) {
                double exact = drawn.bias[j];
                double size = Math.abs(drawn.bias[j]);
                for (int i = 0; i < inputs; i++) {
                    double product = (double) drawn.rows[j * inputs + i] * drawn.memory.get(drawn.x + i);
                    exact += product;
                    size += Math.abs(product);
                }
                assertThat(drawn.memory.get(drawn.y + j)).isCloseTo((float) exact, within(inputs, size));
            }
        });
    }

    private static org.assertj.core.data.Offset<Float> within(int inputs, double size) {
        return org.assertj.core.data.Offset.offset((float) ((inputs + 4) * 0x1p-24 * size));
    }

    @Test
    void columnsAndRowsOfWeightsPackToTheSame() {
        float[] rows = {1, 2, 3, 4, 5, 6};
        float[] columns = {1, 4, 2, 5, 3, 6};
        Floats memory = Floats.room(100);
        int x = memory.put(1, 10, 100);
        int y = memory.take(2);

        Gemv.apply(PackedMatrix.ofRows(rows, new float[0], 3, Arena.global()), memory.memory(), x, y);
        assertThat(memory.get(y, 2)).containsExactly(321, 654);

        Gemv.apply(PackedMatrix.ofColumns(columns, new float[] {1000, 2000}, 3, Arena.global()), memory.memory(), x, y);
        assertThat(memory.get(y, 2)).containsExactly(1321, 2654);
    }

    @Test
    void whatIsNoMatrixIsRefused() {
        assertThatThrownBy(() -> PackedMatrix.ofRows(new float[7], new float[0], 3, Arena.global()))
                .hasMessage("7 weights are no matrix with 3 inputs");
        assertThatThrownBy(() -> PackedMatrix.ofRows(new float[6], new float[3], 3, Arena.global()))
                .hasMessage("3 biases for 2 outputs");
    }

    /** Random weights, bias and input in memory. */
    private static final class Case {
        final float[] rows;
        final float[] bias;
        final PackedMatrix weights;
        final Floats memory;
        final int x;
        final int y;

        Case(Choices choices, int inputs, int outputs, int count, boolean hostile) {
            rows = Floats.drawn(choices, inputs * outputs, 1);
            bias = Floats.drawn(choices, outputs, 1);
            weights = PackedMatrix.ofRows(rows, bias, inputs, Arena.global());
            memory = Floats.room(count * (inputs + outputs) + 2);
            x = memory.put(
                    hostile ? Floats.hostile(choices, count * inputs) : Floats.drawn(choices, count * inputs, 2));
            y = memory.take(count * outputs);
        }
    }
}
