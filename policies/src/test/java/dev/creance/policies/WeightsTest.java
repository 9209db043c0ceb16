package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightsTest {
    private static byte[] layer(String operator, float... weights) {
        return new OnnxBuilder(17)
                .input("x", 1, 2)
                .floats("actor.0.weight", new long[] {2, 2}, weights)
                .node(operator, "x actor.0.weight", "y")
                .output("y")
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void aNanAmongTheWeightsIsRefusedByEachEngineWithItsPlace(Engine engine) {
        assertThatThrownBy(() -> engine.open("layer.onnx", layer("MatMul", 1, 2, Float.NaN, 4), null))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("layer.onnx: holds NaN among its weights: 'actor.0.weight'[2]");
        assertThatThrownBy(() -> engine.open("layer.onnx", layer("Add", 1, 2, 3, Float.NaN), null))
                .isInstanceOf(PolicyError.class);
    }

    @ParameterizedTest
    @EnumSource
    void anInfiniteFactorIsRefusedButAnInfiniteBoundOrMaskIsNot(Engine engine) {
        assertThatThrownBy(() -> engine.open("layer.onnx", layer("MatMul", 1, Float.NEGATIVE_INFINITY, 3, 4), null))
                .isInstanceOf(PolicyError.class)
                .hasMessageContaining("holds -Infinity among its weights");
        try (LoadedGraph masked = engine.open("mask.onnx", layer("Add", 1, Float.NEGATIVE_INFINITY, 3, 4), null)) {
            assertThat(masked.inputs()).hasSize(1);
        }
    }
}
