package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Once compiled, no kernel allocates: a vector that C2 boxes would show here by the hundred bytes. */
class KernelAllocationTest {
    private static final int CALLS = 20_000;

    /** C2 may come late on a busy machine. */
    private static final int ROUNDS = 60;

    private static long bytesOf(Runnable kernel) {
        long bytes = 1;
        for (int round = 0; round < ROUNDS && bytes != 0; round++) {
            bytes = Allocation.bytesOf(CALLS, kernel);
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource
    void anActivationAllocatesNothing(Activation.Kind kind) {
        Floats memory = Floats.room(128);
        int x = memory.take(61);
        Activation function = new Activation(kind, 0.5f, 1);

        assertThat(bytesOf(() -> function.apply(memory.memory(), x, x, 61))).isZero();
    }

    static Stream<Integer> outputs() {
        return Stream.of(4, 16, 32, 48, 64, 100, 128, 250);
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void aGemvAllocatesNothing(int outputs) {
        Floats memory = Floats.room(2000);
        PackedMatrix weights = PackedMatrix.ofRows(new float[outputs * 19], new float[0], 19, Arena.global());
        int x = memory.take(6 * 19);
        int y = memory.take(6 * outputs);

        assertThat(bytesOf(() -> Gemv.apply(weights, memory.memory(), x, y))).isZero();
        assertThat(bytesOf(() -> Gemv.apply(weights, memory.memory(), x, y, 6))).isZero();
    }
}
