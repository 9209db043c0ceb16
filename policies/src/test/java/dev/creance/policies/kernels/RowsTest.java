package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.property.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    @ParameterizedTest
    @EnumSource
    void bothTwinsReduceToTheSameBits(Rows.Reduction reduction) {
        Property.check(300, choices -> {
            Rows shape = new Rows(choices.integer(1, 4), choices.integer(1, 70));
            Floats memory = Floats.room(400);
            int x = memory.put(Floats.hostile(choices, shape.rows() * shape.columns()));
            int y = memory.take(shape.rows());
            Floats twin = memory.copy();

            shape.reduce(reduction, memory.memory(), x, y);
            ScalarRows.reduce(shape, reduction, twin.memory(), x, y);

            memory.sameAs(twin);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothTwinsNormaliseAndWeighToTheSameBits(boolean hostile) {
        Property.check(300, choices -> {
            Rows shape = new Rows(choices.integer(1, 4), choices.integer(1, 70));
            int count = shape.rows() * shape.columns();
            Floats memory = Floats.room(1200);
            int x = memory.put(hostile ? Floats.hostile(choices, count) : Floats.drawn(choices, count, 5));
            int scale = memory.put(Floats.drawn(choices, 2 * shape.columns(), 2));
            int y = choices.bool() ? x : memory.take(count);
            int weights = memory.take(count);
            Floats twin = memory.copy();

            shape.softmax(memory.memory(), x, weights);
            shape.normalise(1e-5f, memory.memory(), x, scale, y);
            ScalarRows.softmax(shape, twin.memory(), x, weights);
            ScalarRows.normalise(shape, 1e-5f, twin.memory(), x, scale, y);

            memory.sameAs(twin);
        });
    }

    @Test
    void theyAreNearToExactArithmetic() {
        Property.check(100, choices -> {
            int columns = choices.integer(2, 300);
            Rows shape = new Rows(1, columns);
            float[] values = Floats.drawn(choices, columns, 4);
            Floats memory = Floats.room(5 * columns + 10);
            int x = memory.put(values);
            int scale = memory.put(Floats.drawn(choices, 2 * columns, 2));
            int y = memory.take(columns);
            int sum = memory.take(1);

            shape.softmax(memory.memory(), x, y);
            double total = 0;
            for (float value : values) {
                total += Math.exp(value);
            }
            for (int i = 0; i < columns; i++) {
                double exact = Math.exp(values[i]) / total;
                // the exponent's rounding of a difference of up to 8, then 6 ulp
                assertThat((double) memory.get(y + i)).isCloseTo(exact, Offset.offset(exact * 14 * 0x1p-23));
            }

            shape.normalise(1e-5f, memory.memory(), x, scale, y);
            double mean = 0;
            double variance = 0;
            for (float value : values) {
                mean += value / (double) columns;
            }
            for (float value : values) {
                variance += (value - mean) * (value - mean) / columns;
            }
            for (int i = 0; i < columns; i++) {
                double normal = (values[i] - mean) / Math.sqrt(variance + 1e-5f);
                double exact = normal * memory.get(scale + i) + memory.get(scale + columns + i);
                assertThat((double) memory.get(y + i)).isCloseTo(exact, Offset.offset(5e-6));
            }

            shape.reduce(Rows.Reduction.MEAN, memory.memory(), x, sum);
            assertThat((double) memory.get(sum)).isCloseTo(mean, Offset.offset((columns / 16 + 5) * 0x1p-24 * 4));
        });
    }

    @Test
    void weightsOfLargeValuesDoNotOverflow() {
        Floats memory = Floats.room(10);
        int x = memory.put(1000, 1000, -1000);

        new Rows(1, 3).softmax(memory.memory(), x, x);

        assertThat(memory.get(x, 3)).containsExactly(0.5f, 0.5f, 0);
    }
}
