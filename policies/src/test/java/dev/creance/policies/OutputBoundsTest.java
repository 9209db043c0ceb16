package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.PolicyReport.Bounds;
import dev.creance.policies.graph.OnnxModel.Attribute;
import dev.creance.policies.graph.OnnxModel.Edge;
import dev.creance.policies.graph.OnnxModel.Graph;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.OnnxModel.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Small graphs over one unbounded input {@code x}, with output {@code y}. */
class OutputBoundsTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static Node node(String operator, String inputs, String outputs) {
        return new Node(operator, "", List.of(inputs.split(" ")), List.of(outputs.split(" ")), Map.of());
    }

    private static Tensor constant(String name, long[] dims, double... values) {
        return new Tensor(name, dims, Tensor.FLOAT, null, values);
    }

    private static Bounds bounds(List<Tensor> constants, Node... nodes) {
        Edge x = new Edge("x", "FLOAT", List.of("1", "2"));
        Edge y = new Edge("y", "FLOAT", List.of("1", "2"));
        return OutputBounds.of(new Graph("test", Arrays.asList(nodes), constants, List.of(x), List.of(y)))
                .getFirst();
    }

    @Test
    void aWeightedSumOfBoundedValuesIsBoundedColumnByColumn() {
        Tensor weights = constant("w", new long[] {2, 2}, 1, -2, 3, 0.5); // columns (1, 3) and (−2, 0.5)

        assertThat(bounds(List.of(weights), node("Tanh", "x", "h"), node("MatMul", "h w", "y")))
                .isEqualTo(new Bounds("y", -4, 4));
        assertThat(bounds(List.of(weights), node("Sigmoid", "x", "h"), node("MatMul", "h w", "y")))
                .isEqualTo(new Bounds("y", -2, 4));
    }

    @Test
    void aWeightedSumOfUnboundedValuesIsUnbounded() {
        assertThat(bounds(List.of(constant("w", new long[] {2, 1}, 1, 1)), node("MatMul", "x w", "y"))
                        .bounded())
                .isFalse();
    }

    @Test
    void aClipWithComputedLimitsReachesAsFarAsTheyDo() {
        List<Tensor> two = List.of(constant("two", new long[0], 2));

        assertThat(bounds(two, node("Tanh", "x", "t"), node("Mul", "t two", "low"), node("Clip", "t low two", "y")))
                .isEqualTo(new Bounds("y", -1, 2));
    }

    @Test
    void aClipOfAnOldOpsetHasItsLimitsAsAttributes() {
        Map<String, Attribute> limits = Map.of("min", Attribute.of(-3f), "max", Attribute.of(5f));
        Node clip = new Node("Clip", "", List.of("x"), List.of("y"), limits);

        assertThat(bounds(List.of(), clip)).isEqualTo(new Bounds("y", -3, 5));
    }

    @Test
    void theHiddenStateOfAnLstmIsBoundedAndItsCellIsNot() {
        assertThat(bounds(List.of(), node("LSTM", "x w r", "y h c"))).isEqualTo(new Bounds("y", -1, 1));
        assertThat(bounds(List.of(), node("LSTM", "x w r", "all h y"))).isEqualTo(new Bounds("y", -INFINITE, INFINITE));
    }

    @Test
    void aGruIsAsBoundedAsTheStateItStartsFrom() {
        assertThat(bounds(List.of(), node("GRU", "x w r b l state", "y")).bounded())
                .isFalse();
        assertThat(bounds(List.of(constant("state", new long[] {1}, 4)), node("GRU", "x w r b l state", "y")))
                .isEqualTo(new Bounds("y", -1, 4));
    }

    @Test
    void aDivisionByWhatMayBeZeroIsUnbounded() {
        assertThat(bounds(List.of(), node("Tanh", "x", "t"), node("Div", "t t", "y"))
                        .bounded())
                .isFalse();
    }

    @Test
    void anUnknownOperatorBoundsNothing() {
        assertThat(bounds(List.of(), node("Frobnicate", "x", "y")).bounded()).isFalse();
    }
}
