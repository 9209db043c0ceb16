package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MatMulTest {
    @Test
    void bothTwinsAgreeBitForBitInAnyShape() {
        Property.check(400, choices -> {
            MatMul shape = new MatMul(choices.integer(1, 10), choices.integer(1, 20), choices.integer(1, 90));
            Floats memory = Floats.room(3000);
            boolean hostile = choices.integer(0, 3) == 3;
            int a = memory.put(values(choices, shape.rows() * shape.inner(), hostile));
            int b = memory.put(values(choices, shape.inner() * shape.columns(), hostile));
            int start = choices.bool() ? memory.put(Floats.drawn(choices, shape.rows(), 3)) : MatMul.FROM_ZERO;
            int y = memory.take(shape.rows() * shape.columns());
            Floats twin = memory.copy();

            shape.apply(memory.memory(), a, b, y, start);
            ScalarMatMul.apply(shape, twin.memory(), a, b, y, start);

            memory.sameAs(twin);
        });
    }

    private static float[] values(Choices choices, int count, boolean hostile) {
        return hostile ? Floats.hostile(choices, count) : Floats.drawn(choices, count, 2);
    }

    @Test
    void itIsAsNearToExactArithmeticAsItSays() {
        Property.check(100, choices -> {
            MatMul shape = new MatMul(choices.integer(1, 5), choices.integer(1, 200), choices.integer(1, 40));
            Floats memory = Floats.room(10_000);
            int a = memory.put(Floats.drawn(choices, shape.rows() * shape.inner(), 2));
            int b = memory.put(Floats.drawn(choices, shape.inner() * shape.columns(), 2));
            int y = memory.take(shape.rows() * shape.columns());

            shape.apply(memory.memory(), a, b, y);

            for (int row = 0; row < shape.rows(); row++) {
                for (int column = 0; column < shape.columns(); column++) {
                    double exact = 0;
                    double size = 0;
                    for (int i = 0; i < shape.inner(); i++) {
                        double product = (double) memory.get(a + row * shape.inner() + i)
                                * memory.get(b + i * shape.columns() + column);
                        exact += product;
                        size += Math.abs(product);
                    }
                    assertThat((double) memory.get(y + row * shape.columns() + column))
                            .isCloseTo(exact, Offset.offset((shape.inner() + 1) * 0x1p-24 * size));
                }
            }
        });
    }

    @Test
    void whatIsNotInMemoryIsRefused() {
        Floats memory = Floats.room(10);

        assertThatThrownBy(() -> new MatMul(1, 2, 3).apply(memory.memory(), 256, 1000, 270))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("6 floats from 1000 on are not in native memory of 330 floats");
        assertThatThrownBy(() -> new MatMul(1, 2, 3).apply(memory.memory(), 255, 260, 270))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("the first 256 and last 32 of them the kernels'");
        assertThatThrownBy(() -> new MatMul(0, 2, 3)).hasMessage("no product of [0][2] and [2][3]");
    }
}
