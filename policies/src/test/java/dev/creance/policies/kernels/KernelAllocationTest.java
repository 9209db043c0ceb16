package dev.creance.policies.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Once compiled, no kernel allocates: a vector that C2 boxes would show here by the hundred bytes. */
class KernelAllocationTest {
    private static final int CALLS = 20_000;

    private static long bytesOf(Runnable kernel) {
        return Allocation.onceCompiled(CALLS, kernel);
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

    @ParameterizedTest
    @EnumSource
    void aBinaryFunctionAllocatesNothing(Binary function) {
        Floats memory = Floats.room(500);
        int a = memory.take(100);
        int b = memory.take(100);
        int y = memory.take(100);
        Binary.Shape byRow = Binary.Shape.byRow(3, 19);
        Binary.Shape ofScalar = Binary.Shape.ofScalar(97);
        Binary.Shape byScalar = Binary.Shape.byScalar(97);
        Binary.Shape same = Binary.Shape.same(97);

        assertThat(bytesOf(() -> {
                    function.apply(memory.memory(), a, b, y, same);
                    function.apply(memory.memory(), a, b, y, byScalar);
                    function.apply(memory.memory(), a, b, y, ofScalar);
                    function.apply(memory.memory(), a, b, y, byRow);
                }))
                .isZero();
    }

    @Test
    void aProductOfTensorsAllocatesNothing() {
        Floats memory = Floats.room(2000);
        int a = memory.put(new float[200]);
        int b = memory.put(new float[600]);
        int y = memory.take(600);
        MatMul tall = new MatMul(9, 15, 37);
        MatMul flat = new MatMul(1, 15, 15);

        assertThat(bytesOf(() -> {
                    tall.apply(memory.memory(), a, b, y);
                    flat.apply(memory.memory(), a, b, y);
                }))
                .isZero();
    }

    @Test
    void whatRunsAlongRowsAllocatesNothing() {
        Floats memory = Floats.room(2000);
        Rows shape = new Rows(3, 37);
        int x = memory.put(new float[3 * 37]);
        int scale = memory.put(new float[2 * 37]);
        int y = memory.take(3 * 37);

        assertThat(bytesOf(() -> {
                    shape.softmax(memory.memory(), x, y);
                    shape.normalise(1e-5f, memory.memory(), x, scale, y);
                    shape.reduce(Rows.Reduction.SUM, memory.memory(), x, y);
                    shape.reduce(Rows.Reduction.MEAN, memory.memory(), x, y);
                    shape.reduce(Rows.Reduction.MAX, memory.memory(), x, y);
                }))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 21})
    void aRecurrentStepAllocatesNothing(int hidden) {
        Floats memory = Floats.room(2000);
        Arena arena = Arena.global();
        float[] none = {};
        GruCell gru = GruCell.of(new float[3 * hidden * 5], new float[3 * hidden * hidden], none, true, arena);
        GruCell other = GruCell.of(new float[3 * hidden * 5], new float[3 * hidden * hidden], none, false, arena);
        LstmCell lstm = LstmCell.of(new float[4 * hidden * 5], new float[4 * hidden * hidden], none, arena);
        int x = memory.put(new float[5]);
        int h = memory.put(new float[2 * hidden]);
        int scratch = memory.take(lstm.scratch());

        assertThat(bytesOf(() -> {
                    gru.step(memory.memory(), x, h, h, scratch);
                    other.step(memory.memory(), x, h, h, scratch);
                    lstm.step(memory.memory(), x, h, h, scratch);
                }))
                .isZero();
    }

    @Test
    void aConvolutionAndACopyAllocateNothing() {
        Floats memory = Floats.room(2000);
        Convolution convolution =
                new Convolution(2, 3, 1, Convolution.Axis.none(), new Convolution.Axis(20, 3, 1, 1, 1, 1));
        Copy copy = Copy.of(new int[] {3, 5, 4}, new int[] {20, 1, 5}, new int[] {20, 4, 1});
        int x = memory.put(new float[60]);
        int weights = memory.put(new float[21]);
        int y = memory.take(60);
        int scratch = memory.take(convolution.scratch());

        assertThat(bytesOf(() -> {
                    convolution.apply(memory.memory(), x, weights, y, scratch);
                    copy.apply(memory.memory(), x, y);
                }))
                .isZero();
    }
}
